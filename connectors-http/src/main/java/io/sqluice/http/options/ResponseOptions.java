package io.sqluice.http.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.response.BodyFormat;
import io.sqluice.http.response.EpochUnit;
import io.sqluice.http.response.ExtractionConfig;
import io.sqluice.http.response.JsonConverters;
import java.time.Duration;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.types.logical.RowType;

/** How answers are read into rows. */
public final class ResponseOptions {

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

  /** In the order of the reference page. */
  public static final List<ConfigOption<?>> ALL =
      List.of(FORMAT, JQ, JQ_TIMEOUT, EPOCH_UNIT, TIMESTAMP_FORMAT);

  private ResponseOptions() {}

  /**
   * How the answers of a table become rows.
   *
   * @param rowType the table's physical columns
   */
  public static ExtractionConfig read(TableOptions options, RowType rowType) {
    JsonConverters.unsupported(rowType).forEach(options::columnProblem);
    if (rowType.getFieldCount() == 0) {
      options.columnProblem(
          "it has no physical columns; declare those that the answer's fields fill.");
    }
    String jq = options.text(JQ);
    if (jq != null) {
      options.checkJq(JQ, jq);
    }
    return new ExtractionConfig(
        rowType,
        options.choice(FORMAT, BodyFormat.values(), "json", "ndjson"),
        jq,
        options.period(JQ_TIMEOUT),
        options.choice(EPOCH_UNIT, EpochUnit.values(), "auto", "s", "ms", "us", "ns"),
        timestampFormat(options));
  }

  @Nullable
  private static String timestampFormat(TableOptions options) {
    String pattern = options.text(TIMESTAMP_FORMAT);
    if (pattern != null) {
      JsonConverters.badTimestampFormat(pattern)
          .ifPresent(
              reason ->
                  options.problem(
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
}
