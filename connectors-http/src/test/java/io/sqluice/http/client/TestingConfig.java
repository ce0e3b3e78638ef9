package io.sqluice.http.client;

import java.time.Duration;
import javax.annotation.Nullable;

/** A client configuration with the defaults of the options, and a way to change each. */
final class TestingConfig {

  private Duration connectTimeout = Duration.ofSeconds(10);
  private Duration requestTimeout = Duration.ofSeconds(30);
  private long maxResponseBytes = 64L * 1024 * 1024;
  private String successCodes = "2XX";
  private String retryCodes = "408,425,429,5XX,!501,!505";
  private String ignoredCodes = "";
  private int maxAttempts = 1;
  private boolean respectRetryAfter = true;
  private double jitter = 0.2;
  @Nullable private Double requestsPerSecond;
  private int maxConcurrent = 64;
  @Nullable private String group;
  private RedirectPolicy redirects = RedirectPolicy.SAME_ORIGIN;
  private AllowedHosts allowedHosts = AllowedHosts.ANY;
  private boolean allowPrivate = true;
  private TlsConfig tls = TlsConfig.JVM;
  @Nullable private ProxyConfig proxy;
  private boolean gzip = true;

  ClientConfig build() {
    return new ClientConfig(
        "tickers",
        new ResponseLimits(requestTimeout, maxResponseBytes),
        new StatusRules(
            StatusCodes.parse(successCodes),
            StatusCodes.parse(retryCodes),
            StatusCodes.parse(ignoredCodes)),
        new RetryPolicy(
            maxAttempts,
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            2.0,
            jitter,
            respectRetryAfter,
            Duration.ofMinutes(10)),
        new RateLimit(requestsPerSecond, maxConcurrent, group),
        new HostRules(redirects, allowedHosts, allowPrivate),
        new ConnectionConfig(connectTimeout, tls, proxy),
        new DefaultHeaders(gzip, "sqluice/test"));
  }

  TestingConfig connectTimeout(Duration value) {
    connectTimeout = value;
    return this;
  }

  TestingConfig requestTimeout(Duration value) {
    requestTimeout = value;
    return this;
  }

  TestingConfig maxResponseBytes(long value) {
    maxResponseBytes = value;
    return this;
  }

  TestingConfig successCodes(String value) {
    successCodes = value;
    return this;
  }

  TestingConfig retryCodes(String value) {
    retryCodes = value;
    return this;
  }

  TestingConfig ignoredCodes(String value) {
    ignoredCodes = value;
    return this;
  }

  TestingConfig maxAttempts(int value) {
    maxAttempts = value;
    return this;
  }

  TestingConfig respectRetryAfter(boolean value) {
    respectRetryAfter = value;
    return this;
  }

  TestingConfig requestsPerSecond(double value) {
    requestsPerSecond = value;
    return this;
  }

  TestingConfig maxConcurrent(int value) {
    maxConcurrent = value;
    return this;
  }

  TestingConfig group(String value) {
    group = value;
    return this;
  }

  TestingConfig redirects(RedirectPolicy value) {
    redirects = value;
    return this;
  }

  TestingConfig allowedHosts(String value) {
    allowedHosts = AllowedHosts.parse(value);
    return this;
  }

  /**
   * Unlike the option's default, private addresses are allowed: the tests' servers have no other.
   */
  TestingConfig allowPrivate(boolean value) {
    allowPrivate = value;
    return this;
  }

  TestingConfig tls(TlsConfig value) {
    tls = value;
    return this;
  }

  TestingConfig proxy(ProxyConfig value) {
    proxy = value;
    return this;
  }

  TestingConfig gzip(boolean value) {
    gzip = value;
    return this;
  }
}
