package io.sqluice.http.client;

import javax.annotation.Nullable;

/** Puts into words that a proxy does not let a request through. */
final class ProxyFault {

  private ProxyFault() {}

  /**
   * The failure of one attempt.
   *
   * @param statusCode what the proxy answered; it says nothing of the server behind it
   * @param thrown null if it answered a request, not CONNECT
   */
  static AttemptFailure refused(ProxyConfig proxy, int statusCode, @Nullable Throwable thrown) {
    String what = "the proxy " + proxy + " refused it with status " + statusCode;
    if (statusCode == 407) {
      return AttemptFailure.lastingFault(
          what,
          proxy.username() == null
              ? "It wants credentials: set 'proxy.username' and 'proxy.password'."
              : "Check 'proxy.username' and 'proxy.password'; only Basic credentials are sent.",
          0,
          thrown);
    }
    if (statusCode >= 500) {
      return AttemptFailure.transientFault(
          what, "Look at the proxy, and at the server behind it.", thrown);
    }
    return AttemptFailure.lastingFault(
        what,
        "Let the proxy allow the host and port in 'url', or name the host in 'proxy.no-proxy' if it"
            + " is reached without it.",
        0,
        thrown);
  }
}
