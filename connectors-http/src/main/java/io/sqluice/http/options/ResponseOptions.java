package io.sqluice.http.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.response.BodyFormat;
import io.sqluice.http.response.DecodeErrorPolicy;
import io.sqluice.http.response.EpochUnit;
import io.sqluice.http.response.ExtractionConfig;
import io.sqluice.http.response.FlinkFormat;
import io.sqluice.http.response.JsonConverters;
import io.sqluice.http.response.TextRules;
import io.sqluice.http.response.TimestampRules;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.types.logical.RowType;

/** How answers are read into rows. */
public final class ResponseOptions {

  public static final ConfigOption<String> FORMAT =
      key("format")
          .stringType()
          .defaultValue("json")
          .withDescription(
              "How the answer is read: json (one value), ndjson (one a line) or a format of Flink's"
                  + " on the class path, such as csv, avro or raw, with its options under its name"
                  + " ('csv.field-delimiter').");

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

  public static final ConfigOption<String> DECODE_ERROR_POLICY =
      key("decode.error-policy")
          .stringType()
          .defaultValue("fail")
          .withDescription(
              "For a record that does not become a row: fail (the job fails), skip (no row) or emit"
                  + " (a row of NULLs, with the reason in the metadata column error). Each is"
                  + " counted. A body that cannot be read to its end is a failed poll instead.");

  public static final ConfigOption<String> RESPONSE_CHARSET =
      key("response.charset")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The charset of text, whatever Content-Type says, such as windows-1252. A byte order"
                  + " mark beats both; without any it is UTF-8.");

  public static final ConfigOption<MemorySize> RESPONSE_MAX_LINE_SIZE =
      key("response.max-line-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(16))
          .withDescription("Limit of a line, for bodies that are read line by line.");

  /** In the order of the reference page. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          FORMAT,
          JQ,
          JQ_TIMEOUT,
          EPOCH_UNIT,
          TIMESTAMP_FORMAT,
          DECODE_ERROR_POLICY,
          RESPONSE_CHARSET,
          RESPONSE_MAX_LINE_SIZE,
          FlinkFormatOptions.RESPONSE_SPLIT,
          FlinkFormatOptions.RESPONSE_SKIP_LINES);

  private ResponseOptions() {}

  /**
   * How the answers of a table become rows.
   *
   * @param rowType the columns that answers fill; there may be none
   * @param formats the formats besides ours
   * @param transform reads the SQL over answers
   */
  public static ExtractionConfig read(
      TableOptions options, RowType rowType, FlinkFormats formats, TransformOptions transform) {
    BodyFormat format = ofOurs(options.text(FORMAT));
    FlinkFormat flinkFormat = null;
    if (transform.isAskedFor()) {
      checkBody(options, format);
    } else if (format == BodyFormat.FLINK) {
      flinkFormat = FlinkFormatOptions.read(options, formats);
    } else {
      JsonConverters.unsupported(rowType).forEach(options::columnProblem);
      checkBody(options, format);
    }
    return new ExtractionConfig(
        rowType,
        format,
        options.text(JQ),
        options.period(JQ_TIMEOUT),
        new TimestampRules(
            options.choice(EPOCH_UNIT, EpochUnit.values(), "auto", "s", "ms", "us", "ns"),
            timestampFormat(options)),
        new TextRules(charset(options), options.size(RESPONSE_MAX_LINE_SIZE).getBytes()),
        decodeErrors(options, rowType),
        flinkFormat,
        transform.read(rowType, options.text(JQ)));
  }

  private static BodyFormat ofOurs(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "json" -> BodyFormat.JSON;
      case "ndjson" -> BodyFormat.NDJSON;
      default -> BodyFormat.FLINK;
    };
  }

  /** What holds for bodies that no format of Flink's reads. */
  private static void checkBody(TableOptions options, BodyFormat format) {
    FlinkFormatOptions.rejectFlinkOptions(options, options.text(FORMAT));
    if (format == BodyFormat.JSON && options.has(RESPONSE_MAX_LINE_SIZE)) {
      options.problem(
          RESPONSE_MAX_LINE_SIZE.key(),
          "it is for bodies that are read line by line, but 'format' is 'json'; take it out.");
    }
    String jq = options.text(JQ);
    if (jq != null) {
      options.checkJq(JQ, jq);
    }
  }

  private static DecodeErrorPolicy decodeErrors(TableOptions options, RowType rowType) {
    DecodeErrorPolicy policy =
        options.choice(DECODE_ERROR_POLICY, DecodeErrorPolicy.values(), "fail", "skip", "emit");
    if (policy == DecodeErrorPolicy.EMIT) {
      rowType.getFields().stream()
          .filter(column -> !column.getType().isNullable())
          .forEach(
              column ->
                  options.columnProblem(
                      "column '%s' is %s, but 'decode.error-policy' = 'emit' makes rows of NULLs; declare the column without NOT NULL and PRIMARY KEY, or choose skip or fail."
                          .formatted(column.getName(), column.getType().asSummaryString())));
    }
    return policy;
  }

  @Nullable
  private static String charset(TableOptions options) {
    String name = options.text(RESPONSE_CHARSET);
    try {
      if (name == null || Charset.isSupported(name)) {
        return name;
      }
    } catch (IllegalCharsetNameException noName) {
      // Reported below, as a name that is unknown.
    }
    options.problem(
        RESPONSE_CHARSET.key(),
        "found '" + name + "', expected a charset such as UTF-8 or windows-1252.");
    return null;
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
