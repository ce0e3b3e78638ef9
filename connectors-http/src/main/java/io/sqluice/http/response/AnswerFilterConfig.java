package io.sqluice.http.response;

import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * Which answers are failures whatever their status code says, validated.
 *
 * @param errorJq a jq program over the body; a result other than null and false makes it a failure
 * @param retryJq a jq program over the body of a failure; such a result has it tried again; null
 *     for never
 */
public record AnswerFilterConfig(String errorJq, @Nullable String retryJq)
    implements Serializable {}
