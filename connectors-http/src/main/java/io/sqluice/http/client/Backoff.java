package io.sqluice.http.client;

import java.time.Duration;
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
   * @param asked the wait that the server asks for, null if it does not
   */
  Duration waitAfter(int failedAttempts, @Nullable Duration asked) {
    return asked != null && policy.respectRetryAfter() ? cut(asked) : computed(failedAttempts);
  }

  /** A wait that a server asks for, cut to the policy's longest. */
  Duration cut(Duration asked) {
    return asked.compareTo(policy.maxWait()) > 0 ? policy.maxWait() : asked;
  }

  private Duration computed(int failedAttempts) {
    double grown =
        policy.initialBackoff().toNanos() * Math.pow(policy.multiplier(), failedAttempts - 1.0);
    double base = Math.min(policy.maxBackoff().toNanos(), grown);
    double factor = 1 + policy.jitter() * (2 * random.getAsDouble() - 1);
    return Duration.ofNanos((long) (base * factor));
  }
}
