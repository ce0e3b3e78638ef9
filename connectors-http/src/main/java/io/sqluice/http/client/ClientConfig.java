package io.sqluice.http.client;

import java.io.Serializable;
import java.time.Duration;
import javax.annotation.Nullable;

/**
 * How requests of one table are sent, validated.
 *
 * @param tableName for messages and metrics
 * @param connectTimeout limit of the TCP and TLS handshake
 * @param requestTimeout limit of one attempt, from sending to the last byte
 * @param maxResponseBytes limit of a body, on the wire and after decompression
 * @param successCodes status codes whose body is read into rows
 * @param retryCodes status codes that are tried again
 * @param ignoredCodes status codes that count as an answer without rows
 * @param requestsPerSecond null for no limit
 * @param maxConcurrent requests in flight at once per worker and table
 * @param gzip whether compressed answers are asked for
 * @param userAgent value of the User-Agent header
 */
public record ClientConfig(
    String tableName,
    Duration connectTimeout,
    Duration requestTimeout,
    long maxResponseBytes,
    StatusCodes successCodes,
    StatusCodes retryCodes,
    StatusCodes ignoredCodes,
    RetryPolicy retry,
    @Nullable Double requestsPerSecond,
    int maxConcurrent,
    RedirectPolicy redirects,
    boolean gzip,
    String userAgent)
    implements Serializable {}
