package io.sqluice.http.response;

import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * How JSON values become timestamps.
 *
 * @param epochUnit the unit of a number
 * @param format a {@link java.time.format.DateTimeFormatter} pattern for strings; null for ISO 8601
 */
public record TimestampRules(EpochUnit epochUnit, @Nullable String format)
    implements Serializable {}
