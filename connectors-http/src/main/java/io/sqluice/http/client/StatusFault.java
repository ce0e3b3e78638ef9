package io.sqluice.http.client;

import java.time.Duration;
import javax.annotation.Nullable;

/** Puts into words that a response has a status code that is not an answer. */
final class StatusFault {

  private StatusFault() {}

  /**
   * The failure of one attempt.
   *
   * @param asked the wait that the server asks for with Retry-After; null if it does not
   * @param exhausted how long the server takes no requests any more; null if it takes them
   */
  static AttemptFailure describe(
      RawResponse response,
      ClientConfig config,
      @Nullable Duration asked,
      @Nullable Duration exhausted) {
    int code = response.statusCode();
    String what = "the server answered with status " + code + " and " + BodyQuote.of(response);
    if (exhausted != null && (code == 403 || code == 429)) {
      // GitHub says 403, which else means that another attempt is of no use.
      return AttemptFailure.busyServer(
          what + "; its rate limit is used up for " + exhausted.toSeconds() + " s more",
          "Ask less often, or set 'rate-limit.requests-per-second'.",
          429,
          asked != null ? asked : exhausted);
    }
    if (config.codes().retry().contains(code)) {
      return AttemptFailure.busyServer(
          what,
          "Look at the server, or raise 'retry.max-attempts' (now "
              + config.retry().maxAttempts()
              + ").",
          code,
          asked);
    }
    return AttemptFailure.lastingFault(what, advice(code), code, null);
  }

  private static String advice(int code) {
    String codes =
        ", or add the code to 'ignored-codes' (no rows), 'retry-codes' or 'success-codes'.";
    return switch (code) {
      case 401, 403 -> "Check auth.* or the credentials in the headers or parameters" + codes;
      case 404, 410 -> "Check the path in 'url'" + codes;
      case 405 -> "Check 'method'" + codes;
      default -> "Check the request" + codes;
    };
  }
}
