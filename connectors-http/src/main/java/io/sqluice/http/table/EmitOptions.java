package io.sqluice.http.table;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.options.ResponseOptions;
import io.sqluice.http.options.TableOptions;
import io.sqluice.http.source.ScanConfig.EmitConfig;
import io.sqluice.http.source.ScanConfig.EmitMode;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;

/** Which records of an answer become rows. */
public final class EmitOptions {

  public static final ConfigOption<String> SCAN_EMIT =
      key("scan.emit")
          .stringType()
          .defaultValue("all")
          .withDescription(
              "Which records become rows: all; changed (those of pages whose body is not as in the"
                  + " last completed poll); new (those whose scan.dedup.key has not been seen).");

  public static final ConfigOption<String> SCAN_DEDUP_KEY =
      key("scan.dedup.key")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "new: the fields of a record that tell it apart, such as 'id' or 'symbol;time'. They"
                  + " need not be columns.");

  public static final ConfigOption<Integer> SCAN_DEDUP_MAX_ENTRIES =
      key("scan.dedup.max-entries")
          .intType()
          .defaultValue(100_000)
          .withDescription(
              "new: how many keys are remembered; those least recently seen leave first. Each takes"
                  + " 16 bytes of state.");

  /** In the order of the reference page. */
  public static final List<ConfigOption<?>> ALL =
      List.of(SCAN_EMIT, SCAN_DEDUP_KEY, SCAN_DEDUP_MAX_ENTRIES);

  private EmitOptions() {}

  /** Which records of an answer become rows. */
  static EmitConfig read(TableOptions options) {
    EmitMode mode = options.choice(SCAN_EMIT, EmitMode.values(), "all", "changed", "new");
    List<String> key = keyFields(options);
    int maxKeys = options.count(SCAN_DEDUP_MAX_ENTRIES);
    if (mode == EmitMode.NEW) {
      if (!options.has(SCAN_DEDUP_KEY)) {
        options.problem(
            SCAN_DEDUP_KEY.key(),
            "it is missing; 'scan.emit' = 'new' must know which fields tell records apart, such as"
                + " 'id'.");
      }
      rejectUnlessJson(options, SCAN_DEDUP_KEY);
    } else {
      Stream.of(SCAN_DEDUP_KEY, SCAN_DEDUP_MAX_ENTRIES)
          .filter(options::has)
          .forEach(option -> options.problem(option.key(), "it needs 'scan.emit' = 'new'."));
    }
    if (mode == EmitMode.CHANGED && options.has(CursorOptions.SCAN_CURSOR_STEP)) {
      options.problem(
          SCAN_EMIT.key(),
          "'changed' compares the pages of two polls, but with 'scan.cursor.step' each poll asks for"
              + " other ones; use 'all' or 'new'.");
    }
    return new EmitConfig(mode, mode == EmitMode.NEW ? key : List.of(), maxKeys);
  }

  /** Only records that are JSON can be looked into. */
  static void rejectUnlessJson(TableOptions options, ConfigOption<String> option) {
    String format = options.text(ResponseOptions.FORMAT);
    if (options.has(option)
        && !"json".equalsIgnoreCase(format)
        && !"ndjson".equalsIgnoreCase(format)) {
      options.problem(
          option.key(),
          "it needs 'format' = 'json' or 'ndjson', and the table's is '" + format + "'.");
    }
  }

  private static List<String> keyFields(TableOptions options) {
    String text = options.text(SCAN_DEDUP_KEY);
    if (text == null) {
      return List.of();
    }
    List<String> fields = Stream.of(text.split("[;,]", -1)).map(String::strip).toList();
    if (fields.contains("") || fields.stream().distinct().count() < fields.size()) {
      options.problem(
          SCAN_DEDUP_KEY.key(),
          "found '" + text + "', expected names of fields, each once, such as 'symbol;time'.");
    }
    return fields;
  }
}
