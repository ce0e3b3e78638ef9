package io.sqluice.http.client;

import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * How many requests may be sent.
 *
 * @param requestsPerSecond null for no limit
 * @param maxConcurrent requests in flight at once, at least 1
 * @param group the tables of a worker that share the budget; null for the table alone
 */
public record RateLimit(
    @Nullable Double requestsPerSecond, int maxConcurrent, @Nullable String group)
    implements Serializable {}
