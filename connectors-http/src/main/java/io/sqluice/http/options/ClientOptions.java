package io.sqluice.http.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.client.ClientConfig;
import io.sqluice.http.client.DefaultHeaders;
import io.sqluice.http.client.RateLimit;
import io.sqluice.http.client.RedirectPolicy;
import io.sqluice.http.client.ResponseLimits;
import io.sqluice.http.client.RetryPolicy;
import io.sqluice.http.client.StatusCodes;
import io.sqluice.http.client.StatusRules;
import java.time.Duration;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/** How requests are sent: limits, status codes, retries, redirects. */
public final class ClientOptions {

  public static final ConfigOption<Duration> CONNECT_TIMEOUT =
      key("connect.timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("Limit for opening a connection.");

  public static final ConfigOption<Duration> REQUEST_TIMEOUT =
      key("request.timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription("Limit for one attempt, from sending to the last byte of the answer.");

  public static final ConfigOption<MemorySize> RESPONSE_MAX_SIZE =
      key("response.max-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(64))
          .withDescription(
              "Limit of an answer's body, as sent and decompressed; enforced while reading.");

  public static final ConfigOption<String> SUCCESS_CODES =
      key("success-codes")
          .stringType()
          .defaultValue("2XX")
          .withDescription("Status codes whose body becomes rows: codes, classes, !exceptions.");

  public static final ConfigOption<String> RETRY_CODES =
      key("retry-codes")
          .stringType()
          .defaultValue("408,425,429,5XX,!501,!505")
          .withDescription("Status codes that are tried again.");

  public static final ConfigOption<String> IGNORED_CODES =
      key("ignored-codes")
          .stringType()
          .defaultValue("")
          .withDescription("Status codes that are an answer without rows.");

  public static final ConfigOption<Integer> RETRY_MAX_ATTEMPTS =
      key("retry.max-attempts")
          .intType()
          .defaultValue(5)
          .withDescription("Attempts in all; 1 means no retry.");

  public static final ConfigOption<Duration> RETRY_INITIAL_BACKOFF =
      key("retry.initial-backoff")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription("Wait before the second attempt.");

  public static final ConfigOption<Duration> RETRY_MAX_BACKOFF =
      key("retry.max-backoff")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDescription("Longest wait between attempts that backoff comes to.");

  public static final ConfigOption<Double> RETRY_MULTIPLIER =
      key("retry.multiplier")
          .doubleType()
          .defaultValue(2.0)
          .withDescription("Factor from one wait to the next.");

  public static final ConfigOption<Double> RETRY_JITTER =
      key("retry.jitter")
          .doubleType()
          .defaultValue(0.2)
          .withDescription("Share of a wait that is random, 0 to 1.");

  public static final ConfigOption<Boolean> RETRY_RESPECT_RETRY_AFTER =
      key("retry.respect-retry-after")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether the server sets the wait: with Retry-After, or with X-RateLimit-Remaining 0"
                  + " until X-RateLimit-Reset (seconds left or a Unix time; also without X-, and the"
                  + " IETF draft's RateLimit), also between polls. 403 and 429 are then tried"
                  + " again.");

  public static final ConfigOption<Duration> RETRY_MAX_WAIT =
      key("retry.max-wait")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription("Longest wait that a server may ask for.");

  public static final ConfigOption<Double> RATE_LIMIT_REQUESTS_PER_SECOND =
      key("rate-limit.requests-per-second")
          .doubleType()
          .noDefaultValue()
          .withDescription("Most requests a second, retries included.");

  public static final ConfigOption<Integer> RATE_LIMIT_MAX_CONCURRENT =
      key("rate-limit.max-concurrent")
          .intType()
          .defaultValue(64)
          .withDescription("Most requests in flight per worker and table.");

  public static final ConfigOption<String> RATE_LIMIT_GROUP =
      key("rate-limit.group")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A name that tables of one API share: on each worker they send within one budget, the"
                  + " least of theirs. Without it, the table has its own.");

  public static final ConfigOption<String> REDIRECTS =
      key("redirects")
          .stringType()
          .defaultValue("same-origin")
          .withDescription(
              "Redirects that are followed: none, same-origin (http to https on one host, both at"
                  + " their own ports, counts as the same) or all. Links to a next page obey it too. Another origin gets no body,"
                  + " and of the headers only Accept, Accept-Encoding, Accept-Language,"
                  + " Content-Type, If-Modified-Since, If-None-Match and User-Agent.");

  public static final ConfigOption<String> COMPRESSION =
      key("compression")
          .stringType()
          .defaultValue("gzip")
          .withDescription(
              "gzip asks for compressed answers, none does not. Answers that say that they are gzip,"
                  + " deflate or br are decoded either way.");

  public static final ConfigOption<String> USER_AGENT =
      key("user-agent")
          .stringType()
          .noDefaultValue()
          .withDescription("The User-Agent header; 'sqluice/' and the version without it.");

  /** In the order of the reference page. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          CONNECT_TIMEOUT,
          REQUEST_TIMEOUT,
          RESPONSE_MAX_SIZE,
          SUCCESS_CODES,
          RETRY_CODES,
          IGNORED_CODES,
          RETRY_MAX_ATTEMPTS,
          RETRY_INITIAL_BACKOFF,
          RETRY_MAX_BACKOFF,
          RETRY_MULTIPLIER,
          RETRY_JITTER,
          RETRY_RESPECT_RETRY_AFTER,
          RETRY_MAX_WAIT,
          RATE_LIMIT_REQUESTS_PER_SECOND,
          RATE_LIMIT_MAX_CONCURRENT,
          RATE_LIMIT_GROUP,
          REDIRECTS,
          COMPRESSION,
          USER_AGENT);

  private ClientOptions() {}

  /**
   * How the requests of a table are sent.
   *
   * @param tableName the table's full name, for messages and metrics
   */
  public static ClientConfig read(TableOptions options, String tableName) {
    StatusCodes success = codes(options, SUCCESS_CODES);
    StatusCodes retry = codes(options, RETRY_CODES);
    StatusCodes ignored = codes(options, IGNORED_CODES);
    rejectOverlap(options, RETRY_CODES, retry, SUCCESS_CODES, success);
    rejectOverlap(options, IGNORED_CODES, ignored, SUCCESS_CODES, success);
    rejectOverlap(options, IGNORED_CODES, ignored, RETRY_CODES, retry);
    return new ClientConfig(
        tableName,
        new ResponseLimits(
            options.period(REQUEST_TIMEOUT), options.size(RESPONSE_MAX_SIZE).getBytes()),
        new StatusRules(success, retry, ignored),
        retryPolicy(options),
        rateLimit(options),
        ConnectionOptions.hosts(
            options,
            options.choice(REDIRECTS, RedirectPolicy.values(), "none", "same-origin", "all")),
        ConnectionOptions.connection(options, options.period(CONNECT_TIMEOUT)),
        new DefaultHeaders(
            options.choice(COMPRESSION, new Boolean[] {true, false}, "gzip", "none"),
            options.has(USER_AGENT)
                ? options.text(USER_AGENT)
                : "sqluice/" + SqluiceVersion.read()));
  }

  private static RateLimit rateLimit(TableOptions options) {
    return new RateLimit(
        options.number(
            RATE_LIMIT_REQUESTS_PER_SECOND,
            0,
            false,
            Double.MAX_VALUE,
            "a number greater than zero"),
        options.count(RATE_LIMIT_MAX_CONCURRENT),
        group(options));
  }

  @Nullable
  private static String group(TableOptions options) {
    String group = options.text(RATE_LIMIT_GROUP);
    if (group != null && group.isBlank()) {
      options.problem(RATE_LIMIT_GROUP.key(), "it is empty; name the group, or leave it out.");
    }
    return group == null ? null : group.strip();
  }

  private static RetryPolicy retryPolicy(TableOptions options) {
    Duration initial = options.period(RETRY_INITIAL_BACKOFF);
    Duration most = options.period(RETRY_MAX_BACKOFF);
    if (most.compareTo(initial) < 0) {
      options.problem(
          RETRY_MAX_BACKOFF.key(),
          "found "
              + most.toMillis()
              + " ms, expected at least 'retry.initial-backoff', which is "
              + initial.toMillis()
              + " ms.");
    }
    return new RetryPolicy(
        options.count(RETRY_MAX_ATTEMPTS),
        initial,
        most,
        options.number(RETRY_MULTIPLIER, 1, true, Double.MAX_VALUE, "a number of at least 1"),
        options.number(RETRY_JITTER, 0, true, 1, "a number from 0 to 1"),
        options.flag(RETRY_RESPECT_RETRY_AFTER),
        options.period(RETRY_MAX_WAIT));
  }

  private static StatusCodes codes(TableOptions options, ConfigOption<String> option) {
    try {
      return StatusCodes.parse(options.text(option));
    } catch (IllegalArgumentException unreadable) {
      options.problem(
          option.key(),
          "found '"
              + options.text(option)
              + "', expected a list such as '2XX,404,!204': "
              + unreadable.getMessage()
              + ".");
      return StatusCodes.parse("");
    }
  }

  private static void rejectOverlap(
      TableOptions options,
      ConfigOption<String> option,
      StatusCodes codes,
      ConfigOption<String> otherOption,
      StatusCodes otherCodes) {
    int common = codes.firstInCommon(otherCodes);
    if (common != 0) {
      options.problem(
          option.key(),
          "it names "
              + common
              + ", and so does '"
              + otherOption.key()
              + "'; take it out of one of them, for example with '!"
              + common
              + "'.");
    }
  }
}
