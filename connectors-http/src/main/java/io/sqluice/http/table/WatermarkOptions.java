package io.sqluice.http.table;

import io.sqluice.http.options.TableOptions;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * How a table's watermarks are emitted: Flink's own options. The planner reads them from the table
 * and gives the source what comes of them; here they are only checked.
 */
public final class WatermarkOptions {

  /** In the order of the reference page. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          FactoryUtil.WATERMARK_EMIT_STRATEGY,
          FactoryUtil.SOURCE_IDLE_TIMEOUT,
          FactoryUtil.WATERMARK_ALIGNMENT_GROUP,
          FactoryUtil.WATERMARK_ALIGNMENT_MAX_DRIFT,
          FactoryUtil.WATERMARK_ALIGNMENT_UPDATE_INTERVAL);

  /** Where a table's watermarks come from. */
  enum Watermark {
    /** The table declares none. */
    NONE,
    /** SOURCE_WATERMARK(): the wall clock. */
    SOURCE,
    /** An expression over its columns. */
    COMPUTED;

    static Watermark of(ResolvedSchema schema) {
      // The planner's expressions, and with them the function itself, are out of reach.
      return schema.getWatermarkSpecs().stream()
          .map(spec -> spec.getWatermarkExpression().asSummaryString())
          .map(expression -> expression.contains("SOURCE_WATERMARK") ? SOURCE : COMPUTED)
          .findFirst()
          .orElse(NONE);
    }
  }

  private WatermarkOptions() {}

  /** Whether a table has one of them. */
  static boolean anyIn(Map<String, String> options) {
    return ALL.stream().map(ConfigOption::key).anyMatch(options::containsKey);
  }

  /** Notes what is wrong with them, also that one has no effect. */
  static void check(TableOptions options, Watermark declared) {
    options.constant(FactoryUtil.WATERMARK_EMIT_STRATEGY, "on-event or on-periodic");
    options.delay(FactoryUtil.SOURCE_IDLE_TIMEOUT);
    checkAlignment(options);
    ALL.stream()
        .filter(options::has)
        .forEach(option -> rejectWithoutEffect(options, option.key(), declared));
  }

  private static void checkAlignment(TableOptions options) {
    options.period(FactoryUtil.WATERMARK_ALIGNMENT_MAX_DRIFT);
    options.period(FactoryUtil.WATERMARK_ALIGNMENT_UPDATE_INTERVAL);
    String group = options.text(FactoryUtil.WATERMARK_ALIGNMENT_GROUP);
    if (group != null && group.isBlank()) {
      options.problem(
          FactoryUtil.WATERMARK_ALIGNMENT_GROUP.key(),
          "found '" + group + "', expected a name that the tables to align share.");
    }
    if (group != null && !options.has(FactoryUtil.WATERMARK_ALIGNMENT_MAX_DRIFT)) {
      options.problem(
          FactoryUtil.WATERMARK_ALIGNMENT_GROUP.key(),
          "it needs a 'scan.watermark.alignment.max-drift' such as '1 min'.");
    }
    for (ConfigOption<?> option :
        List.of(
            FactoryUtil.WATERMARK_ALIGNMENT_MAX_DRIFT,
            FactoryUtil.WATERMARK_ALIGNMENT_UPDATE_INTERVAL)) {
      if (group == null && options.has(option)) {
        options.problem(
            option.key(),
            "it needs a 'scan.watermark.alignment.group' that the tables to align share.");
      }
    }
  }

  private static void rejectWithoutEffect(TableOptions options, String key, Watermark declared) {
    switch (declared) {
      case NONE ->
          options.problem(
              key,
              "the table declares no watermark; add one such as WATERMARK FOR ts AS ts - INTERVAL"
                  + " '5' SECOND.");
      case SOURCE ->
          options.problem(
              key,
              "it has no effect on SOURCE_WATERMARK(), which follows the wall clock; leave it out,"
                  + " or compute the watermark from a column.");
      case COMPUTED -> {}
    }
  }
}
