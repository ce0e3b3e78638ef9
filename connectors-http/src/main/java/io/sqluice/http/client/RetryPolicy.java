package io.sqluice.http.client;

import java.io.Serializable;
import java.time.Duration;

/**
 * How failed attempts are repeated: exponential backoff with jitter.
 *
 * @param maxAttempts attempts in all, at least 1; 1 means no retry
 * @param initialBackoff the wait before the second attempt
 * @param maxBackoff the longest computed wait
 * @param multiplier factor from one wait to the next, at least 1
 * @param jitter share of the wait that is random, 0 to 1: the wait is uniform in [b(1-j), b(1+j)]
 * @param respectRetryAfter whether Retry-After (RFC 9110, section 10.2.3) replaces the computed
 *     wait
 * @param maxWait the longest wait that Retry-After may ask for; a longer one is cut to it
 */
public record RetryPolicy(
    int maxAttempts,
    Duration initialBackoff,
    Duration maxBackoff,
    double multiplier,
    double jitter,
    boolean respectRetryAfter,
    Duration maxWait)
    implements Serializable {}
