package io.sqluice.http.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.response.ExtractionConfig.SqlOfAnswers;
import io.sqluice.http.transform.PayloadFormat;
import io.sqluice.http.transform.PayloadTransformFactory;
import io.sqluice.http.transform.TransformConfig;
import io.sqluice.http.transform.TransformException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;

/** SQL over each answer, and where the columns of a table come from that declares none. */
public final class TransformOptions {

  public static final ConfigOption<String> TRANSFORM_SQL =
      key("transform.sql")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "One SELECT of DuckDB's over the relation payload, the records of each answer: those"
                  + " that jq yields, else the body as it came (JSON, NDJSON or CSV, by 'format')."
                  + " Its columns fill the table's by name. getvariable('trigger_time'), ('url') and"
                  + " ('status_code') can be read in it. It needs the DuckDB module.");

  public static final ConfigOption<String> TRANSFORM_INPUT =
      key("transform.input")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The columns of payload, such as 'symbol STRING, buy DOUBLE'. With it the query is"
                  + " checked when the table is planned, and prepared once; without it DuckDB infers"
                  + " them from each answer, and an answer without records gives no rows.");

  public static final ConfigOption<Duration> TRANSFORM_TIMEOUT =
      key("transform.timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription("Limit for the query over one answer.");

  public static final ConfigOption<MemorySize> TRANSFORM_MEMORY_LIMIT =
      key("transform.memory-limit")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(256))
          .withDescription(
              "Limit of DuckDB's memory, for each subtask, outside of the Java heap; what is more"
                  + " goes to the temporary folder, up to 1 GB.");

  public static final ConfigOption<String> TRANSFORM_ATTACH =
      key("transform.attach")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A DuckDB database, or a Parquet, CSV or JSON file, on each worker, that the query may"
                  + " read besides, under the file's name without its ending.");

  public static final ConfigOption<String> SCHEMA_SAMPLE =
      key("schema.sample")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A file with an answer, from which the columns are inferred if the table declares none"
                  + " (in a catalog of type 'sqluice').");

  public static final ConfigOption<String> SCHEMA_INFER =
      key("schema.infer")
          .stringType()
          .defaultValue("none")
          .withDescription(
              "fetch to send one request when a table without columns is created, and to infer them"
                  + " from its answer; none to touch no network.");

  /** In the order of the reference page. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          TRANSFORM_SQL,
          TRANSFORM_INPUT,
          TRANSFORM_TIMEOUT,
          TRANSFORM_MEMORY_LIMIT,
          TRANSFORM_ATTACH,
          SCHEMA_SAMPLE,
          SCHEMA_INFER);

  private final TableOptions options;
  private final ClassLoader classLoader;
  private final boolean paged;

  /**
   * @param classLoader the one in which an engine is looked for
   * @param paged whether pagination looks at the records of answers
   */
  TransformOptions(TableOptions options, ClassLoader classLoader, boolean paged) {
    this.options = options;
    this.classLoader = classLoader;
    this.paged = paged;
  }

  boolean isAskedFor() {
    return options.has(TRANSFORM_SQL);
  }

  /**
   * The SQL over answers, checked against the table where the columns of payload are known.
   *
   * @param jq the table's jq program
   * @return null if there is none
   */
  @Nullable
  SqlOfAnswers read(RowType columns, @Nullable String jq) {
    options.choice(SCHEMA_INFER, new Boolean[] {false, true}, "none", "fetch");
    Duration timeout = options.period(TRANSFORM_TIMEOUT);
    MemorySize memory = options.size(TRANSFORM_MEMORY_LIMIT);
    if (!isAskedFor()) {
      for (ConfigOption<?> option :
          List.of(TRANSFORM_INPUT, TRANSFORM_TIMEOUT, TRANSFORM_MEMORY_LIMIT, TRANSFORM_ATTACH)) {
        if (options.has(option)) {
          options.problem(option.key(), "it needs 'transform.sql'.");
        }
      }
      return null;
    }
    if (options.has(ResponseOptions.DECODE_ERROR_POLICY)) {
      options.problem(
          ResponseOptions.DECODE_ERROR_POLICY.key(),
          "with 'transform.sql' a record that does not fit fails the answer; leave it out, and let the query do with such records, for example with TRY_CAST.");
    }
    boolean ofRecords = jq != null || paged;
    // jq makes JSON of whatever it was.
    PayloadFormat format = ofRecords ? PayloadFormat.JSON : format();
    if (ofRecords) {
      rejectCsv();
    }
    TransformConfig config =
        new TransformConfig(
            options.text(TRANSFORM_SQL),
            format,
            input(),
            timeout,
            memory,
            options.text(TRANSFORM_ATTACH));
    check(config, columns);
    return new SqlOfAnswers(config, ofRecords);
  }

  private PayloadFormat format() {
    String name = options.text(ResponseOptions.FORMAT).toLowerCase(Locale.ROOT);
    switch (name) {
      case "json":
        return PayloadFormat.JSON;
      case "ndjson":
        return PayloadFormat.NDJSON;
      case "csv":
        return PayloadFormat.CSV;
      default:
        options.problem(
            ResponseOptions.FORMAT.key(),
            "found '"
                + name
                + "', expected json, ndjson or csv, which DuckDB reads for 'transform.sql'.");
        return PayloadFormat.JSON;
    }
  }

  private void rejectCsv() {
    if (!List.of("json", "ndjson")
        .contains(options.text(ResponseOptions.FORMAT).toLowerCase(Locale.ROOT))) {
      options.problem(
          ResponseOptions.FORMAT.key(),
          "found '"
              + options.text(ResponseOptions.FORMAT)
              + "', expected json or ndjson, since 'jq' or the pagination reads the records.");
    }
  }

  @Nullable
  private RowType input() {
    String columns = options.text(TRANSFORM_INPUT);
    if (columns == null) {
      return null;
    }
    String problem;
    try {
      LogicalType type = LogicalTypeParser.parse("ROW<" + columns + ">", classLoader);
      if (!LogicalTypeChecks.hasNested(type, nested -> nested.is(LogicalTypeRoot.UNRESOLVED))) {
        return (RowType) type;
      }
      problem = "one of the types is none of Flink's.";
    } catch (ValidationException bad) {
      problem = bad.getMessage();
    }
    options.problem(
        TRANSFORM_INPUT.key(),
        "found '"
            + columns
            + "', expected columns with their types, such as 'symbol STRING, buy DOUBLE': "
            + problem);
    return null;
  }

  private void check(TransformConfig config, RowType columns) {
    Optional<PayloadTransformFactory> engine = PayloadTransformFactory.find(classLoader);
    if (engine.isEmpty()) {
      options.problem(
          TRANSFORM_SQL.key(),
          "it needs the DuckDB module on the class path; Sqluice's jar has it, the connector's alone has not.");
      return;
    }
    RowType given = null;
    try {
      if (config.input() == null) {
        engine.get().check(config.sql());
      } else {
        given = engine.get().describe(config);
      }
    } catch (TransformException | IllegalArgumentException bad) {
      options.problem(TRANSFORM_SQL.key(), bad.getMessage());
    }
    if (given != null) {
      QueryColumns.problems(columns, given).forEach(options::columnProblem);
    }
  }
}
