package io.sqluice.http.transform;

import java.time.Instant;
import javax.annotation.Nullable;

/**
 * What a query may ask of the answer besides the payload.
 *
 * @param triggerTime the scheduled fire time of the poll; null for a lookup
 * @param url the URL that answered, without secrets
 * @param statusCode of the answer
 */
public record PayloadVariables(@Nullable Instant triggerTime, String url, int statusCode) {}
