package io.sqluice.http.options;

import java.util.Map;
import java.util.Optional;

/** Names our options to those who come from the Apache HTTP connector, whose keys are its own. */
final class ApacheOptions {

  /** The connector that it comes from has the same keys behind this. */
  private static final String GET_IN_DATA = "gid.connector.";

  private static final String HEADER = "http.source.lookup.header.";

  private static final Map<String, String> OURS =
      Map.ofEntries(
          Map.entry("asyncPolling", "'lookup.async'"),
          Map.entry("lookup-method", "'method'"),
          Map.entry("lookup.max-retries", "'retry.max-attempts'"),
          Map.entry(
              "http.source.lookup.request.timeout",
              "'request.timeout' (a duration such as '30 s')"),
          Map.entry(
              "http.source.lookup.connection.timeout",
              "'connect.timeout' (a duration such as '10 s')"),
          Map.entry("http.source.lookup.success-codes", "'success-codes'"),
          Map.entry("http.source.lookup.retry-codes", "'retry-codes'"),
          Map.entry("http.source.lookup.ignored-response-codes", "'ignored-codes'"),
          Map.entry("http.source.lookup.continue-on-error", "'lookup.error-policy' = 'emit'"),
          Map.entry("http.source.lookup.request.additional-body-json", "'json.<path>' or 'body'"),
          Map.entry("http.source.lookup.proxy.host", "'proxy.url'"),
          Map.entry("http.source.lookup.proxy.port", "'proxy.url'"),
          Map.entry("http.source.lookup.proxy.username", "'proxy.username'"),
          Map.entry("http.source.lookup.proxy.password", "'proxy.password'"),
          Map.entry(
              "http.source.lookup.retry-strategy.fixed-delay.delay",
              "'retry.initial-backoff' with 'retry.multiplier' = '1'"),
          Map.entry(
              "http.source.lookup.retry-strategy.exponential-delay.initial-backoff",
              "'retry.initial-backoff'"),
          Map.entry(
              "http.source.lookup.retry-strategy.exponential-delay.max-backoff",
              "'retry.max-backoff'"),
          Map.entry(
              "http.source.lookup.retry-strategy.exponential-delay.backoff-multiplier",
              "'retry.multiplier'"),
          Map.entry("http.security.cert.server", "'tls.ca'"),
          Map.entry("http.security.cert.server.allowSelfSigned", "'tls.insecure'"),
          Map.entry("http.security.cert.client", "'tls.client-cert'"),
          Map.entry("http.security.key.client", "'tls.client-key'"));

  private ApacheOptions() {}

  /**
   * What to say of one of its options; empty for any other.
   *
   * @param page lists our options
   */
  static Optional<String> hint(String given, String page) {
    String key = given.startsWith(GET_IN_DATA) ? given.substring(GET_IN_DATA.length()) : given;
    if (key.startsWith(HEADER) && key.length() > HEADER.length()) {
      return Optional.of(here("'headers." + key.substring(HEADER.length()) + "'"));
    }
    if (key.startsWith("http.security.oidc.")) {
      return Optional.of(here("'auth.type' = 'oauth2-client-credentials'"));
    }
    if (OURS.containsKey(key)) {
      return Optional.of(here(OURS.get(key)));
    }
    return key.startsWith("http.source.lookup.")
        ? Optional.of(
            "it is an option of the Apache HTTP connector, which this table has no like of;"
                + " "
                + page
                + " lists what it has.")
        : Optional.empty();
  }

  private static String here(String ours) {
    return "it is an option of the Apache HTTP connector; here that is " + ours + ".";
  }
}
