package io.sqluice.http.client;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import javax.annotation.Nullable;

/** How long to wait before the next attempt. Stateless but for its source of randomness. */
final class Backoff {

  private final RetryPolicy policy;
  private final DoubleSupplier random;

  /**
   * @param random uniform in [0, 1), safe for use by several threads
   */
  Backoff(RetryPolicy policy, DoubleSupplier random) {
    this.policy = policy;
    this.random = random;
  }

  /**
   * The wait after a failed attempt: what the server asks for, cut to the policy's longest wait, if
   * it asks and the policy respects it; the computed wait otherwise.
   *
   * @param failedAttempts attempts so far, at least 1
   * @param retryAfter the Retry-After field, null if there was none
   */
  Duration waitAfter(int failedAttempts, @Nullable String retryAfter, Instant now) {
    if (retryAfter != null && policy.respectRetryAfter()) {
      Duration asked = RetryAfter.parse(retryAfter, now).orElse(null);
      if (asked != null) {
        return asked.compareTo(policy.maxWait()) > 0 ? policy.maxWait() : asked;
      }
    }
    return computed(failedAttempts);
  }

  private Duration computed(int failedAttempts) {
    double grown =
        policy.initialBackoff().toNanos() * Math.pow(policy.multiplier(), failedAttempts - 1.0);
    double base = Math.min(policy.maxBackoff().toNanos(), grown);
    double factor = 1 + policy.jitter() * (2 * random.getAsDouble() - 1);
    return Duration.ofNanos((long) (base * factor));
  }
}
