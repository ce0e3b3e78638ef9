package io.sqluice.http.options;

import java.util.Map;
import java.util.Optional;

/**
 * What the keys of the Apache HTTP connector, and of the one by GetInData that it comes from, are
 * called here. The former's begin with {@code http.}, the latter's with {@code
 * gid.connector.http.}.
 */
final class OtherConnectorKeys {

  private static final String PREFIX = "^(gid\\.connector\\.)?http\\.";
  private static final String HEADER = "source.lookup.header.";

  private static final Map<String, String> OURS =
      Map.ofEntries(
          Map.entry("asyncPolling", "lookup.async"),
          Map.entry("lookup-method", "method"),
          Map.entry("lookup-request.format", "json.<path>"),
          Map.entry("lookup.max-retries", "retry.max-attempts"),
          Map.entry("security.cert.client", "tls.client-cert"),
          Map.entry("security.cert.server", "tls.ca"),
          Map.entry("security.cert.server.allowSelfSigned", "tls.insecure"),
          Map.entry("security.key.client", "tls.client-key"),
          Map.entry("security.oidc.token.endpoint.url", "auth.token-url"),
          Map.entry("source.lookup.connection.timeout", "connect.timeout"),
          Map.entry("source.lookup.continue-on-error", "lookup.error-policy"),
          Map.entry("source.lookup.error.code", "success-codes"),
          Map.entry("source.lookup.error.code.exclude", "ignored-codes"),
          Map.entry("source.lookup.ignored-response-codes", "ignored-codes"),
          Map.entry("source.lookup.proxy.host", "proxy.url"),
          Map.entry("source.lookup.proxy.password", "proxy.password"),
          Map.entry("source.lookup.proxy.port", "proxy.url"),
          Map.entry("source.lookup.proxy.username", "proxy.username"),
          Map.entry("source.lookup.query-creator", "url"),
          Map.entry("source.lookup.request.thread-pool.size", "rate-limit.max-concurrent"),
          Map.entry("source.lookup.request.timeout", "request.timeout"),
          Map.entry("source.lookup.retry-codes", "retry-codes"),
          Map.entry(
              "source.lookup.retry-strategy.exponential-delay.backoff-multiplier",
              "retry.multiplier"),
          Map.entry(
              "source.lookup.retry-strategy.exponential-delay.initial-backoff",
              "retry.initial-backoff"),
          Map.entry(
              "source.lookup.retry-strategy.exponential-delay.max-backoff", "retry.max-backoff"),
          Map.entry("source.lookup.retry-strategy.fixed-delay.delay", "retry.initial-backoff"),
          Map.entry("source.lookup.success-codes", "success-codes"),
          Map.entry("source.lookup.use-raw-authorization-header", "headers.Authorization"),
          Map.entry("url-args", "url"));

  private OtherConnectorKeys() {}

  /** Our option for what one of theirs does; empty if the key is none of theirs. */
  static Optional<String> ours(String key) {
    String bare = key.replaceFirst(PREFIX, "");
    return bare.startsWith(HEADER)
        ? Optional.of("headers." + bare.substring(HEADER.length()))
        : Optional.ofNullable(OURS.get(bare));
  }
}
