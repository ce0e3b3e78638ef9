package io.sqluice.http.client;

import java.util.List;
import javax.annotation.Nullable;

/** Puts into words that a response has a status code that is not an answer. */
final class StatusFault {

  private StatusFault() {}

  /**
   * The failure of one attempt.
   *
   * @param proxy that the request went through; null for none
   */
  static AttemptFailure describe(
      RawResponse response, ClientConfig config, @Nullable ProxyConfig proxy) {
    int code = response.statusCode();
    if (code == 407 && proxy != null) {
      return ProxyFault.refused(proxy, code, null);
    }
    String what = "the server answered with status " + code + " and " + BodyQuote.of(response);
    if (config.codes().retry().contains(code)) {
      List<String> retryAfter = response.headers().get("retry-after");
      return AttemptFailure.busyServer(
          what,
          "Look at the server, or raise 'retry.max-attempts' (now "
              + config.retry().maxAttempts()
              + ").",
          code,
          retryAfter == null ? null : retryAfter.get(0));
    }
    return AttemptFailure.lastingFault(what, advice(code), code, null);
  }

  private static String advice(int code) {
    String codes =
        ", or add the code to 'ignored-codes' (no rows), 'retry-codes' or 'success-codes'.";
    return switch (code) {
      case 401, 403 -> "Check the credentials in the headers or parameters" + codes;
      case 404, 410 -> "Check the path in 'url'" + codes;
      case 405 -> "Check 'method'" + codes;
      default -> "Check the request" + codes;
    };
  }
}
