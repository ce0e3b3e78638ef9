package io.sqluice.http.client;

import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * How many requests may be sent.
 *
 * @param requestsPerSecond null for no limit
 * @param maxConcurrent requests in flight at once, at least 1
 */
public record RateLimit(@Nullable Double requestsPerSecond, int maxConcurrent)
    implements Serializable {}
