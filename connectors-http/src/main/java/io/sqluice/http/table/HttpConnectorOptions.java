package io.sqluice.http.table;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * The options of an 'http' table, each declared once. The reference page is made from these
 * declarations; what they mean together is checked by {@link HttpOptionsReader}.
 */
public final class HttpConnectorOptions {

  public static final ConfigOption<String> URL =
      key("url")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The address to ask, http or https, without user info. Placeholders are allowed"
                  + " behind the host.");

  public static final ConfigOption<String> METHOD =
      key("method")
          .stringType()
          .defaultValue("GET")
          .withDescription("GET, POST, PUT, PATCH or DELETE.");

  /** Options whose key ends in a name of the user's. */
  public static final ConfigOption<String> HEADERS =
      key("headers.<name>")
          .stringType()
          .noDefaultValue()
          .withDescription("A request header, such as 'headers.Accept' = 'application/json'.");

  public static final ConfigOption<String> PARAMS =
      key("params.<name>")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A query parameter, encoded for you; 'a;b' sends it twice, \\; is a semicolon.");

  public static final ConfigOption<String> JSON =
      key("json.<path>")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A field of a JSON body; dots nest. A value that is JSON (5, true, [1,2], \"5\") is"
                  + " that value, any other is a string. Excludes body and form.");

  public static final ConfigOption<String> FORM =
      key("form.<name>")
          .stringType()
          .noDefaultValue()
          .withDescription("A field of a form body. Excludes body and json.");

  public static final ConfigOption<String> BODY =
      key("body")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The request body as text with placeholders; checked to be JSON if the content type"
                  + " is. Excludes json and form.");

  public static final ConfigOption<String> FORMAT =
      key("format")
          .stringType()
          .defaultValue("json")
          .withDescription("How the answer is read: json (one value) or ndjson (one a line).");

  public static final ConfigOption<String> JQ =
      key("jq")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A jq program; each of its outputs is one row. Objects map to columns by field name."
                  + " Without it an array gives a row an element, an object one row.");

  public static final ConfigOption<Duration> JQ_TIMEOUT =
      key("jq.timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription("Limit for reading one answer into rows.");

  public static final ConfigOption<String> EPOCH_UNIT =
      key("timestamp.epoch-unit")
          .stringType()
          .defaultValue("auto")
          .withDescription(
              "The unit of a number read into a timestamp: s, ms, us, ns or auto, which goes by"
                  + " magnitude (below 1e11 seconds, 1e14 ms, 1e17 us, else ns).");

  public static final ConfigOption<String> TIMESTAMP_FORMAT =
      key("timestamp.format")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A DateTimeFormatter pattern for strings read into timestamps; ISO 8601 without it."
                  + " An offset read into TIMESTAMP is converted to UTC.");

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
          .withDescription("Whether the answer's Retry-After header sets the wait.");

  public static final ConfigOption<Duration> RETRY_MAX_WAIT =
      key("retry.max-wait")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription("Longest wait that Retry-After may ask for.");

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

  public static final ConfigOption<String> REDIRECTS =
      key("redirects")
          .stringType()
          .defaultValue("same-origin")
          .withDescription(
              "Redirects that are followed: none, same-origin (http to https on one host counts as"
                  + " the same) or all. Another origin gets of the headers only Accept,"
                  + " Accept-Encoding, Accept-Language, Content-Type, If-Modified-Since,"
                  + " If-None-Match and User-Agent.");

  public static final ConfigOption<String> COMPRESSION =
      key("compression")
          .stringType()
          .defaultValue("gzip")
          .withDescription("gzip asks for compressed answers, none does not.");

  public static final ConfigOption<String> USER_AGENT =
      key("user-agent")
          .stringType()
          .noDefaultValue()
          .withDescription("The User-Agent header; 'sqluice/' and the version without it.");

  public static final ConfigOption<String> SCHEDULE =
      key("schedule")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "When to poll, as cron: five Unix fields, or six with leading seconds. A streaming"
                  + " table has this or scan.poll-interval.");

  public static final ConfigOption<String> SCHEDULE_TIMEZONE =
      key("schedule.timezone")
          .stringType()
          .defaultValue("UTC")
          .withDescription("The time zone of the schedule, such as Europe/Berlin.");

  public static final ConfigOption<String> SCHEDULE_MISFIRE =
      key("schedule.misfire")
          .stringType()
          .defaultValue("run-once")
          .withDescription(
              "For fire times missed while the job was down or a poll overran: skip, run-once or"
                  + " catch-up (one poll each, at most 1000).");

  public static final ConfigOption<Duration> SCAN_POLL_INTERVAL =
      key("scan.poll-interval")
          .durationType()
          .noDefaultValue()
          .withDescription("When to poll, as a period from fire time to fire time.");

  public static final ConfigOption<String> SCAN_STARTUP_MODE =
      key("scan.startup.mode")
          .stringType()
          .defaultValue("immediate")
          .withDescription(
              "The first poll without a checkpoint: immediate (its trigger time is now, cut to"
                  + " seconds) or next-fire. In batch mode always immediate.");

  public static final ConfigOption<Duration> SCAN_JITTER =
      key("scan.jitter")
          .durationType()
          .defaultValue(Duration.ZERO)
          .withDescription("Longest random delay of a poll behind its fire time.");

  public static final ConfigOption<Long> SCAN_BOUNDED_MAX_POLLS =
      key("scan.bounded.max-polls")
          .longType()
          .noDefaultValue()
          .withDescription("Polls after which the table ends; in batch mode 1 without it.");

  public static final ConfigOption<String> PAGINATION_TYPE =
      key("pagination.type")
          .stringType()
          .defaultValue("none")
          .withDescription("none, page-based or cursor-based.");

  public static final ConfigOption<String> PAGINATION_PAGE_PARAM =
      key("pagination.page_param")
          .stringType()
          .defaultValue("page")
          .withFallbackKeys("pagination.page-param")
          .withDescription("page-based: the query parameter that numbers the pages.");

  public static final ConfigOption<String> PAGINATION_CURSOR_PARAM =
      key("pagination.cursor_param")
          .stringType()
          .defaultValue("cursor")
          .withFallbackKeys("pagination.cursor-param")
          .withDescription("cursor-based: the query parameter that takes the cursor.");

  public static final ConfigOption<String> PAGINATION_CURSOR_ID =
      key("pagination.cursor_id")
          .stringType()
          .defaultValue("id")
          .withFallbackKeys("pagination.cursor-id")
          .withDescription(
              "cursor-based: the field of the last record that is the next cursor, or, with a"
                  + " leading dot, a jq path into the whole answer.");

  public static final ConfigOption<String> PAGINATION_START =
      key("pagination.start")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The first page's number (page-based, 0 without it) or cursor (cursor-based, none"
                  + " without it).");

  public static final ConfigOption<Integer> PAGINATION_MAX_PAGES =
      key("pagination.max-pages")
          .intType()
          .defaultValue(1_000)
          .withDescription("Pages of one poll; a further one fails the poll.");

  public static final ConfigOption<Boolean> SCAN_CONDITIONAL_REQUESTS =
      key("scan.conditional-requests")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether ETag and Last-Modified of the last answer are sent with the next request of"
                  + " the same URL; 304 gives no rows. For GET without pagination.");

  public static final ConfigOption<String> SCAN_ERROR_POLICY =
      key("scan.error-policy")
          .stringType()
          .defaultValue("continue")
          .withDescription(
              "For a failed poll: continue (log, count, poll again at the next fire time) or fail."
                  + " 401, 403, 404 and values that do not fit a column always fail the job, and so"
                  + " does every failed poll in batch mode.");

  public static final ConfigOption<Integer> SCAN_MAX_CONSECUTIVE_FAILURES =
      key("scan.max-consecutive-failures")
          .intType()
          .defaultValue(10)
          .withDescription("Failed polls in a row after which the job fails.");

  /** All options, in the order of the reference page. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          URL,
          METHOD,
          HEADERS,
          PARAMS,
          JSON,
          FORM,
          BODY,
          FORMAT,
          JQ,
          JQ_TIMEOUT,
          EPOCH_UNIT,
          TIMESTAMP_FORMAT,
          SCHEDULE,
          SCHEDULE_TIMEZONE,
          SCHEDULE_MISFIRE,
          SCAN_POLL_INTERVAL,
          SCAN_STARTUP_MODE,
          SCAN_JITTER,
          SCAN_BOUNDED_MAX_POLLS,
          FactoryUtil.SOURCE_PARALLELISM,
          PAGINATION_TYPE,
          PAGINATION_PAGE_PARAM,
          PAGINATION_CURSOR_PARAM,
          PAGINATION_CURSOR_ID,
          PAGINATION_START,
          PAGINATION_MAX_PAGES,
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
          REDIRECTS,
          COMPRESSION,
          USER_AGENT,
          SCAN_CONDITIONAL_REQUESTS,
          SCAN_ERROR_POLICY,
          SCAN_MAX_CONSECUTIVE_FAILURES);

  private HttpConnectorOptions() {}
}
