package io.sqluice.http.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.response.CsvDialect;
import io.sqluice.http.response.FlinkFormat;
import io.sqluice.http.response.MessageFraming;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.data.RowData;

/** How answers are read with a format of Flink's. */
public final class FlinkFormatOptions {

  public static final ConfigOption<String> RESPONSE_SPLIT =
      key("response.split")
          .stringType()
          .defaultValue("auto")
          .withDescription(
              "For Flink's formats: what is a message, lines or none (the whole body); auto is lines"
                  + " for csv, where a line break inside quotes is data, and none for the others.");

  public static final ConfigOption<Integer> RESPONSE_SKIP_LINES =
      key("response.skip-lines")
          .intType()
          .defaultValue(0)
          .withDescription(
              "For Flink's formats: lines at the beginning that are no records, such as the header"
                  + " of a CSV.");

  private static final String CSV = "csv";

  private static final ConfigOption<String> CSV_DELIMITER =
      key("csv.field-delimiter").stringType().defaultValue(",");
  private static final ConfigOption<String> CSV_QUOTE =
      key("csv.quote-character").stringType().defaultValue("\"");
  private static final ConfigOption<Boolean> CSV_UNQUOTED =
      key("csv.disable-quote-character").booleanType().defaultValue(false);
  private static final ConfigOption<String> CSV_ESCAPE =
      key("csv.escape-character").stringType().defaultValue("");
  private static final ConfigOption<Boolean> CSV_TRIM =
      key("csv.trim-spaces").booleanType().defaultValue(false);
  private static final ConfigOption<Boolean> CSV_COMMENTS =
      key("csv.allow-comments").booleanType().defaultValue(false);

  private enum Split {
    AUTO,
    LINES,
    NONE
  }

  private FlinkFormatOptions() {}

  /**
   * The format that a table names.
   *
   * @return null if there is a problem, which is noted
   */
  @Nullable
  static FlinkFormat read(TableOptions options, FlinkFormats formats) {
    String identifier = options.text(ResponseOptions.FORMAT);
    if (!formats.identifiers().contains(identifier)) {
      options.problem(
          ResponseOptions.FORMAT.key(),
          "found '%s', expected %s; to read another format of Flink's, add its jar to the class path."
              .formatted(identifier, String.join(", ", all(formats))));
      return null;
    }
    rejectJsonOptions(options, identifier);
    try {
      // The format first: what it says of its own options is not to be said twice.
      DeserializationSchema<RowData> schema = formats.schema(ResponseOptions.FORMAT);
      ConfigOption<String> own = key(identifier + ".<name>").stringType().noDefaultValue();
      return new FlinkFormat(
          identifier, framing(options, identifier), options.withPrefix(own), schema);
    } catch (RuntimeException refused) {
      options.problem(
          ResponseOptions.FORMAT.key(),
          "Flink's format '%s' refuses the table: %s".formatted(identifier, reason(refused)));
      return null;
    }
  }

  /** Notes options that only Flink's formats have. */
  static void rejectFlinkOptions(TableOptions options, String format) {
    for (ConfigOption<?> option : List.of(RESPONSE_SPLIT, RESPONSE_SKIP_LINES)) {
      if (options.has(option)) {
        options.problem(
            option.key(),
            "it is for Flink's formats, such as csv, but 'format' is '"
                + format
                + "'; take it out.");
      }
    }
  }

  private static List<String> all(FlinkFormats formats) {
    return Stream.concat(Stream.of("json", "ndjson"), formats.identifiers().stream())
        .distinct()
        .toList();
  }

  private static void rejectJsonOptions(TableOptions options, String identifier) {
    for (ConfigOption<?> option :
        List.of(ResponseOptions.JQ, ResponseOptions.EPOCH_UNIT, ResponseOptions.TIMESTAMP_FORMAT)) {
      if (options.has(option)) {
        options.problem(
            option.key(), "it reads JSON, but 'format' is '" + identifier + "'; take it out.");
      }
    }
  }

  private static MessageFraming framing(TableOptions options, String identifier) {
    Split split = options.choice(RESPONSE_SPLIT, Split.values(), "auto", "lines", "none");
    int skipLines = options.atLeastZero(RESPONSE_SKIP_LINES);
    boolean csv = identifier.equals(CSV);
    if (split == Split.LINES || (split == Split.AUTO && csv)) {
      return new MessageFraming(true, skipLines, csv ? dialect(options) : null);
    }
    for (ConfigOption<?> option :
        List.of(
            RESPONSE_SKIP_LINES,
            ResponseOptions.RESPONSE_CHARSET,
            ResponseOptions.RESPONSE_MAX_LINE_SIZE)) {
      if (options.has(option)) {
        options.problem(
            option.key(),
            "it is for text that is read line by line, but '%s' takes the body as it is; take it out, or set 'response.split' = 'lines'."
                .formatted(identifier));
      }
    }
    return MessageFraming.WHOLE_BODY;
  }

  private static CsvDialect dialect(TableOptions options) {
    return new CsvDialect(
        unescaped(options.text(CSV_DELIMITER)),
        options.flag(CSV_UNQUOTED) ? "" : options.text(CSV_QUOTE),
        options.text(CSV_ESCAPE),
        options.flag(CSV_TRIM),
        options.flag(CSV_COMMENTS));
  }

  /** The delimiter as Flink's format reads it, which knows the escapes of Java. */
  private static String unescaped(String delimiter) {
    try {
      return delimiter.matches("\\\\u+[0-9a-fA-F]{4}")
          ? Character.toString(Integer.parseInt(delimiter.substring(delimiter.length() - 4), 16))
          : delimiter.translateEscapes();
    } catch (IllegalArgumentException noEscape) {
      // The format will refuse it, with better words.
      return delimiter;
    }
  }

  private static String reason(Throwable refused) {
    Throwable root = refused;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).strip().replaceAll("\\s+", " ");
  }
}
