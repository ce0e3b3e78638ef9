package io.sqluice.http.table;

import static io.sqluice.http.options.PaginationOptions.PAGINATION_CURSOR_PARAM;
import static io.sqluice.http.options.PaginationOptions.PAGINATION_PAGE_PARAM;
import static io.sqluice.http.options.PaginationOptions.PAGINATION_TYPE;
import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.incremental.CursorConfig;
import io.sqluice.http.incremental.CursorConfig.Sending;
import io.sqluice.http.incremental.CursorDistance;
import io.sqluice.http.incremental.CursorException;
import io.sqluice.http.incremental.CursorTracker;
import io.sqluice.http.incremental.CursorWindow;
import io.sqluice.http.options.TableOptions;
import io.sqluice.http.request.RequestConfig;
import io.sqluice.http.response.ExtractionConfig;
import io.sqluice.http.response.JsonConverters;
import io.sqluice.http.response.TimestampRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.util.TimeUtils;

/** How a table reads on from what it has seen. */
public final class CursorOptions {

  public static final ConfigOption<String> SCAN_CURSOR_JQ =
      key("scan.cursor.jq")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A jq program that finds the cursor in a record, such as .updated_at; null for none."
                  + " The highest one that a completed poll has seen is the next poll's. Numbers are"
                  + " compared by value, instants by time and texts by code point.");

  public static final ConfigOption<String> SCAN_CURSOR_PARAM =
      key("scan.cursor.param")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The query parameter that takes the cursor; {{cursor}} puts it anywhere else.");

  public static final ConfigOption<String> SCAN_CURSOR_INITIAL =
      key("scan.cursor.initial")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The first poll's cursor; without it the first poll leaves the parameter out.");

  public static final ConfigOption<String> SCAN_CURSOR_LOOKBACK =
      key("scan.cursor.lookback")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "How far before the cursor a poll starts, for records that show up late: a duration"
                  + " for times (numbers by timestamp.epoch-unit), else a number. Never before"
                  + " scan.cursor.initial.");

  public static final ConfigOption<String> SCAN_CURSOR_STEP =
      key("scan.cursor.step")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The width of a backfill's windows, a duration or a number. A poll asks for window"
                  + " after window: in time up to the trigger time, in numbers up to the first"
                  + " window without records.");

  public static final ConfigOption<String> SCAN_CURSOR_END_PARAM =
      key("scan.cursor.end-param")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The query parameter that takes the end of a window; {{cursor_end}} puts it anywhere"
                  + " else.");

  /** In the order of the reference page. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          SCAN_CURSOR_JQ,
          SCAN_CURSOR_PARAM,
          SCAN_CURSOR_INITIAL,
          SCAN_CURSOR_LOOKBACK,
          SCAN_CURSOR_STEP,
          SCAN_CURSOR_END_PARAM);

  private static final String START = "{{cursor}}";
  private static final String END = "{{cursor_end}}";

  private final TableOptions options;
  private final RequestConfig request;
  private final boolean startInTemplates;
  private final boolean endInTemplates;

  CursorOptions(TableOptions options, RequestConfig request) {
    this.options = options;
    this.request = request;
    this.startInTemplates = request.uses("cursor");
    this.endInTemplates = request.uses("cursor_end");
  }

  /** How to read on; null without {@link #SCAN_CURSOR_JQ}. */
  @Nullable
  CursorConfig read(ExtractionConfig extraction) {
    CursorDistance lookback = distance(SCAN_CURSOR_LOOKBACK, false);
    CursorDistance step = distance(SCAN_CURSOR_STEP, true);
    if (!options.has(SCAN_CURSOR_JQ)) {
      rejectWithoutJq();
      return null;
    }
    String jq = options.text(SCAN_CURSOR_JQ);
    options.checkJq(SCAN_CURSOR_JQ, jq);
    EmitOptions.rejectUnlessJson(options, SCAN_CURSOR_JQ);
    checkStart();
    checkEnd();
    checkParams();
    CursorConfig config =
        new CursorConfig(
            jq,
            options.text(SCAN_CURSOR_INITIAL),
            lookback,
            step,
            new Sending(options.text(SCAN_CURSOR_PARAM), options.text(SCAN_CURSOR_END_PARAM)),
            timestamps(extraction));
    checkInitial(config);
    return config;
  }

  private void rejectWithoutJq() {
    for (ConfigOption<?> option : ALL) {
      if (options.has(option)) {
        options.problem(
            option.key(), "it needs a 'scan.cursor.jq' that finds the cursor in a record.");
      }
    }
    if (startInTemplates || endInTemplates) {
      options.problem(
          SCAN_CURSOR_JQ.key(),
          "it is missing, but a template has "
              + (startInTemplates ? START : END)
              + "; say where a record has its cursor, such as '.updated_at'.");
    }
  }

  private void checkStart() {
    if (!startInTemplates && !options.has(SCAN_CURSOR_PARAM)) {
      options.problem(
          SCAN_CURSOR_JQ.key(),
          "nothing sends the cursor; set 'scan.cursor.param', or write "
              + START
              + " where the API takes it.");
    }
    if (startInTemplates && !options.has(SCAN_CURSOR_INITIAL)) {
      options.problem(
          SCAN_CURSOR_INITIAL.key(),
          "it is missing, but a template has " + START + ", which the first poll must fill.");
    }
  }

  private void checkEnd() {
    boolean sent = endInTemplates || options.has(SCAN_CURSOR_END_PARAM);
    if (!options.has(SCAN_CURSOR_STEP)) {
      if (sent) {
        options.problem(
            SCAN_CURSOR_STEP.key(),
            "it is missing, but "
                + (endInTemplates ? "a template has " + END : "there is a 'scan.cursor.end-param'")
                + "; say how wide a window is, such as '1 d' or '1000'.");
      }
      return;
    }
    if (!sent) {
      options.problem(
          SCAN_CURSOR_STEP.key(),
          "nothing sends the end of a window; set 'scan.cursor.end-param', or write "
              + END
              + " where the API takes it.");
    }
    if (!options.has(SCAN_CURSOR_INITIAL)) {
      options.problem(
          SCAN_CURSOR_INITIAL.key(),
          "it is missing; a backfill ('scan.cursor.step') must know where to start.");
    }
  }

  /** One parameter cannot hold two things. */
  private void checkParams() {
    String param = options.text(SCAN_CURSOR_PARAM);
    String endParam = options.text(SCAN_CURSOR_END_PARAM);
    if (param != null && param.equals(endParam)) {
      options.problem(
          SCAN_CURSOR_END_PARAM.key(), "it is 'scan.cursor.param' too; name two parameters.");
    }
    String pages = pagesParam();
    for (ConfigOption<String> option : List.of(SCAN_CURSOR_PARAM, SCAN_CURSOR_END_PARAM)) {
      if (pages != null && pages.equals(options.text(option))) {
        options.problem(
            option.key(),
            "the pagination asks for the next page with the parameter '"
                + pages
                + "'; name another one.");
      }
    }
  }

  /** The query parameter of the pagination; null if it has none. */
  @Nullable
  private String pagesParam() {
    String page = options.text(PAGINATION_PAGE_PARAM);
    String cursor = options.text(PAGINATION_CURSOR_PARAM);
    return switch (options.text(PAGINATION_TYPE)) {
      case "page-based" -> page == null ? "page" : page;
      case "offset-based" -> page == null ? "offset" : page;
      case "cursor-based" -> cursor == null ? "cursor" : cursor;
      default -> cursor;
    };
  }

  /** What the initial cursor is tells whether it can be moved. */
  private void checkInitial(CursorConfig config) {
    if (config.initial() == null) {
      return;
    }
    CursorTracker tracker = new CursorTracker(config);
    try {
      tracker.checkInitial();
      Optional<CursorWindow> first = tracker.firstStep();
      if (first.isPresent()) {
        checkWritten(config, tracker, first.get());
      }
    } catch (CursorException mismatch) {
      options.problem(SCAN_CURSOR_INITIAL.key(), mismatch.getMessage() + ".");
    }
  }

  /** Windows whose ends templates write alike would be one and the same request. */
  private void checkWritten(CursorConfig config, CursorTracker tracker, CursorWindow first) {
    Optional<Instant> from = tracker.time(first.from());
    Optional<Instant> to = tracker.time(first.to());
    if (from.isEmpty() || to.isEmpty()) {
      return;
    }
    List<String> alike = new ArrayList<>();
    if (config.sending().param() == null) {
      alike.addAll(request.writingAlike("cursor", from.get(), to.get()));
    }
    if (config.sending().endParam() == null) {
      alike.addAll(request.writingAlike("cursor_end", from.get(), to.get()));
    }
    if (!alike.isEmpty()) {
      options.problem(
          SCAN_CURSOR_STEP.key(),
          "found '%s', but the format of %s writes both ends of a window alike (%s and %s); take a longer step or a finer format."
              .formatted(
                  options.text(SCAN_CURSOR_STEP),
                  String.join(" and ", alike),
                  from.get(),
                  to.get()));
    }
  }

  /** A bad pattern is a problem of its own option. */
  private static TimestampRules timestamps(ExtractionConfig extraction) {
    TimestampRules rules = extraction.timestamps();
    boolean bad =
        rules.format() != null && JsonConverters.badTimestampFormat(rules.format()).isPresent();
    return bad ? new TimestampRules(rules.epochUnit(), null) : rules;
  }

  /** A number, or a duration; null if the option is not set or says neither. */
  @Nullable
  private CursorDistance distance(ConfigOption<String> option, boolean positive) {
    String text = options.text(option);
    if (text == null) {
      return null;
    }
    CursorDistance distance = distance(text.strip());
    if (distance == null || (positive && distance.isZero())) {
      options.problem(
          option.key(),
          "found '"
              + text
              + "', expected a duration such as '1 h' or a number such as '1000'"
              + (positive ? ", greater than zero." : "."));
      return null;
    }
    return distance;
  }

  @Nullable
  private static CursorDistance distance(String text) {
    if (text.matches("\\d{1,100}(\\.\\d{1,100})?")) {
      return CursorDistance.of(new BigDecimal(text));
    }
    try {
      Duration duration = TimeUtils.parseDuration(text);
      return CursorDistance.of(duration);
    } catch (IllegalArgumentException | ArithmeticException notADuration) {
      return null;
    }
  }
}
