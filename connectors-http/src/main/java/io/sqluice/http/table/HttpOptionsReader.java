package io.sqluice.http.table;

import static io.sqluice.http.table.HttpConnectorOptions.*;

import io.sqluice.http.client.ClientConfig;
import io.sqluice.http.client.RedirectPolicy;
import io.sqluice.http.client.RetryPolicy;
import io.sqluice.http.client.StatusCodes;
import io.sqluice.http.pagination.PaginationConfig;
import io.sqluice.http.pagination.PaginationType;
import io.sqluice.http.request.RequestConfig;
import io.sqluice.http.request.RequestTemplate;
import io.sqluice.http.response.BodyFormat;
import io.sqluice.http.response.EpochUnit;
import io.sqluice.http.response.ExtractionConfig;
import io.sqluice.http.response.JqProgram;
import io.sqluice.http.response.JsonConverters;
import io.sqluice.http.source.HttpSourceConfig;
import io.sqluice.http.source.HttpSourceConfig.FailurePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.RowType;

/** Makes a source's configuration out of a table's options; tells all that is wrong at once. */
final class HttpOptionsReader {

  private final String tableName;
  private final RowType rowType;
  private final boolean batch;
  private final OptionProblems problems = new OptionProblems();
  private final TableOptions options;
  @Nullable private Integer parallelism;

  /**
   * @param tableName the table's full name
   * @param rowType its physical columns
   * @param raw its options
   * @param batch whether the script runs in batch mode
   */
  HttpOptionsReader(String tableName, RowType rowType, Map<String, String> raw, boolean batch) {
    this.tableName = tableName;
    this.rowType = rowType;
    this.batch = batch;
    this.options = new TableOptions(raw, problems);
  }

  /**
   * Reads and checks everything.
   *
   * @throws ValidationException with a line for each problem
   */
  HttpSourceConfig read() {
    List<ConfigOption<?>> known = new ArrayList<>(ALL);
    known.add(FactoryUtil.CONNECTOR);
    options.rejectUnknown(known);
    Long maxPolls = maxPolls();
    parallelism = options.count(FactoryUtil.SOURCE_PARALLELISM);
    HttpSourceConfig config =
        new HttpSourceConfig(
            tableName,
            request(),
            client(),
            new ScheduleOptions(options, problems, batch).read(maxPolls),
            pagination(),
            options.count(PAGINATION_MAX_PAGES),
            extraction(),
            batch || maxPolls != null,
            maxPolls,
            failures(),
            options.flag(SCAN_CONDITIONAL_REQUESTS));
    problems.throwIfAny(tableName);
    return config;
  }

  /** The parallelism of the source, after {@link #read}; null for the job's. */
  @Nullable
  Integer parallelism() {
    return parallelism;
  }

  @Nullable
  private Long maxPolls() {
    Long polls = options.count(SCAN_BOUNDED_MAX_POLLS);
    return polls == null && batch ? Long.valueOf(1) : polls;
  }

  private RequestConfig request() {
    RequestConfig request =
        new RequestConfig(
            options.text(METHOD).toUpperCase(Locale.ROOT),
            options.has(URL) ? options.text(URL) : "",
            options.withPrefix(HEADERS),
            options.withPrefix(PARAMS),
            options.withPrefix(JSON),
            options.withPrefix(FORM),
            options.text(BODY));
    if (options.has(URL)) {
      RequestTemplate.problems(request, RequestConfig.SOURCE_VARIABLES)
          .forEach(problem -> problems.add(problem.option(), problem.message()));
    } else {
      problems.add(URL.key(), "it is missing; name the address to poll.");
    }
    return request;
  }

  private ClientConfig client() {
    StatusCodes success = codes(SUCCESS_CODES);
    StatusCodes retry = codes(RETRY_CODES);
    StatusCodes ignored = codes(IGNORED_CODES);
    rejectOverlap(RETRY_CODES, retry, SUCCESS_CODES, success);
    rejectOverlap(IGNORED_CODES, ignored, SUCCESS_CODES, success);
    rejectOverlap(IGNORED_CODES, ignored, RETRY_CODES, retry);
    boolean gzip = options.choice(COMPRESSION, new Boolean[] {true, false}, "gzip", "none");
    return new ClientConfig(
        tableName,
        options.period(CONNECT_TIMEOUT),
        options.period(REQUEST_TIMEOUT),
        options.size(RESPONSE_MAX_SIZE).getBytes(),
        success,
        retry,
        ignored,
        retryPolicy(),
        options.number(
            RATE_LIMIT_REQUESTS_PER_SECOND,
            0,
            false,
            Double.MAX_VALUE,
            "a number greater than zero"),
        options.count(RATE_LIMIT_MAX_CONCURRENT),
        options.choice(REDIRECTS, RedirectPolicy.values(), "none", "same-origin", "all"),
        gzip,
        options.has(USER_AGENT) ? options.text(USER_AGENT) : "sqluice/" + SqluiceVersion.read());
  }

  private RetryPolicy retryPolicy() {
    Duration initial = options.period(RETRY_INITIAL_BACKOFF);
    Duration most = options.period(RETRY_MAX_BACKOFF);
    if (most.compareTo(initial) < 0) {
      problems.add(
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

  private StatusCodes codes(ConfigOption<String> option) {
    try {
      return StatusCodes.parse(options.text(option));
    } catch (IllegalArgumentException unreadable) {
      problems.add(
          option.key(),
          "found '"
              + options.text(option)
              + "', expected a list such as '2XX,404,!204': "
              + unreadable.getMessage()
              + ".");
      return StatusCodes.parse("");
    }
  }

  private void rejectOverlap(
      ConfigOption<String> option,
      StatusCodes codes,
      ConfigOption<String> otherOption,
      StatusCodes otherCodes) {
    int common = codes.firstInCommon(otherCodes);
    if (common != 0) {
      problems.add(
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

  private PaginationConfig pagination() {
    PaginationType type =
        options.choice(
            PAGINATION_TYPE, PaginationType.values(), "none", "page-based", "cursor-based");
    rejectUnlessType(type, PaginationType.PAGE_BASED, PAGINATION_PAGE_PARAM);
    rejectUnlessType(
        type, PaginationType.CURSOR_BASED, PAGINATION_CURSOR_PARAM, PAGINATION_CURSOR_ID);
    String start = options.text(PAGINATION_START);
    if (start != null && type == PaginationType.NONE) {
      problems.add(PAGINATION_START.key(), "it needs a 'pagination.type'.");
    }
    if (start != null && type == PaginationType.PAGE_BASED && !start.matches("\\d{1,18}")) {
      problems.add(PAGINATION_START.key(), "found '" + start + "', expected a page number.");
      start = null;
    }
    String cursorId = options.text(PAGINATION_CURSOR_ID);
    if (type == PaginationType.CURSOR_BASED && cursorId.startsWith(".")) {
      compileJq(PAGINATION_CURSOR_ID, cursorId);
    }
    return new PaginationConfig(
        type,
        options.text(PAGINATION_PAGE_PARAM),
        options.text(PAGINATION_CURSOR_PARAM),
        cursorId,
        start);
  }

  @SafeVarargs
  private void rejectUnlessType(
      PaginationType type, PaginationType needed, ConfigOption<String>... ofType) {
    for (ConfigOption<String> option : ofType) {
      if (type != needed && options.has(option)) {
        problems.add(
            option.key(),
            "it needs 'pagination.type' = '"
                + needed.name().toLowerCase(Locale.ROOT).replace('_', '-')
                + "'.");
      }
    }
  }

  private ExtractionConfig extraction() {
    JsonConverters.unsupported(rowType).forEach(problems::addColumn);
    if (rowType.getFieldCount() == 0) {
      problems.addColumn(
          "it has no physical columns; declare those that the answer's fields fill.");
    }
    String jq = options.text(JQ);
    if (jq != null) {
      compileJq(JQ, jq);
    }
    return new ExtractionConfig(
        rowType,
        options.choice(FORMAT, BodyFormat.values(), "json", "ndjson"),
        jq,
        options.period(JQ_TIMEOUT),
        options.choice(EPOCH_UNIT, EpochUnit.values(), "auto", "s", "ms", "us", "ns"),
        timestampFormat());
  }

  @Nullable
  private String timestampFormat() {
    String pattern = options.text(TIMESTAMP_FORMAT);
    if (pattern != null) {
      JsonConverters.badTimestampFormat(pattern)
          .ifPresent(
              reason ->
                  problems.add(
                      TIMESTAMP_FORMAT.key(),
                      "found '"
                          + pattern
                          + "', expected a DateTimeFormatter pattern such as"
                          + " 'yyyy-MM-dd HH:mm:ss': "
                          + reason
                          + "."));
    }
    return pattern;
  }

  private void compileJq(ConfigOption<String> option, String program) {
    try {
      JqProgram.compile(program);
    } catch (IllegalArgumentException badProgram) {
      problems.add(option.key(), badProgram.getMessage());
    }
  }

  private FailurePolicy failures() {
    boolean fail =
        options.choice(SCAN_ERROR_POLICY, new Boolean[] {false, true}, "continue", "fail");
    return new FailurePolicy(batch || fail, options.count(SCAN_MAX_CONSECUTIVE_FAILURES));
  }
}
