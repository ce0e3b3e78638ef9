package io.sqluice.http.table;

import static io.sqluice.http.options.TransformOptions.SCHEMA_INFER;
import static io.sqluice.http.options.TransformOptions.SCHEMA_SAMPLE;
import static io.sqluice.http.options.TransformOptions.TRANSFORM_SQL;

import io.sqluice.http.options.ApiOptions;
import io.sqluice.http.options.FlinkFormats;
import io.sqluice.http.options.ResponseOptions;
import io.sqluice.http.options.TableOptions;
import io.sqluice.http.response.ExtractionConfig;
import io.sqluice.http.response.ExtractionException;
import io.sqluice.http.response.SampleRecords;
import io.sqluice.http.response.SampleText;
import io.sqluice.http.transform.PayloadFormat;
import io.sqluice.http.transform.PayloadTransformFactory;
import io.sqluice.http.transform.TransformConfig;
import io.sqluice.http.transform.TransformException;
import java.time.InstantSource;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.logical.RowType;

/**
 * Finds the columns of a table that declares none: those that its 'transform.sql' gives, else those
 * of the records in a sample. For the planner; reads a file, or sends a request if the table says
 * so.
 */
public final class InferredColumns {

  private static final RowType NO_COLUMNS = new RowType(false, List.of());

  private final DeclaredTable table;
  private final TableOptions options;

  private InferredColumns(DeclaredTable table) {
    this.table = table;
    this.options = new TableOptions(table.options());
  }

  /**
   * The columns, all of them nullable.
   *
   * @throws ValidationException if nothing says what they are, or the sample does not; the message
   *     names the table and the option
   * @throws TableException if a request is sent and not answered well
   */
  public static RowType of(DeclaredTable table) {
    return new InferredColumns(table).find();
  }

  private RowType find() {
    rejectOtherFormats();
    ExtractionConfig config =
        new ApiOptions(options, table.classLoader(), FlinkFormats.none())
            .readExtraction(NO_COLUMNS);
    options.throwIfAnyProblem(table.name());
    PayloadTransformFactory engine = engine();
    return config.transform() == null ? ofRecords(config, engine) : ofQuery(config, engine);
  }

  /** Flink's formats take fields by position, so that their names and types must be declared. */
  private void rejectOtherFormats() {
    String format = options.text(ResponseOptions.FORMAT);
    if (!options.has(TRANSFORM_SQL)
        && !format.equalsIgnoreCase("json")
        && !format.equalsIgnoreCase("ndjson")) {
      throw rejection(
          ResponseOptions.FORMAT,
          "found '%s', whose columns have to be declared; %s"
              .formatted(
                  format,
                  format.equalsIgnoreCase("csv")
                      ? "or let DuckDB read it, header and all: 'transform.sql' = 'SELECT * FROM payload'."
                      : "columns are inferred for json and ndjson, and for csv with a 'transform.sql'."));
    }
  }

  private PayloadTransformFactory engine() {
    return PayloadTransformFactory.find(table.classLoader())
        .orElseThrow(
            () ->
                new ValidationException(
                    "Table %s declares no columns, and those of its answers are found with the DuckDB module, which is not on the class path; Sqluice's jar has it, the connector's alone has not."
                        .formatted(table.name())));
  }

  private RowType ofQuery(ExtractionConfig config, PayloadTransformFactory engine) {
    TransformConfig sql = config.transform().config();
    RowType payload = sql.input() == null ? ofPayload(config, engine) : sql.input();
    try {
      return engine.describe(sql.withInput(payload));
    } catch (TransformException | IllegalArgumentException bad) {
      throw rejection(TRANSFORM_SQL, bad.getMessage());
    }
  }

  private RowType ofPayload(ExtractionConfig config, PayloadTransformFactory engine) {
    if (config.transform().ofRecords()) {
      return ofRecords(config.withTransform(null), engine);
    }
    Sample sample = sample();
    try {
      byte[] payload = SampleText.of(sample.answer(), config.text());
      return infer(engine, sample, payload, config.transform().config().format());
    } catch (ExtractionException unreadable) {
      throw unusable(sample, unreadable.getMessage());
    }
  }

  private RowType ofRecords(ExtractionConfig config, PayloadTransformFactory engine) {
    Sample sample = sample();
    try {
      SampleRecords records = SampleRecords.read(sample.answer(), config, table.classLoader());
      RowType found = infer(engine, sample, records.toJson(), PayloadFormat.JSON);
      return options.has(TRANSFORM_SQL) ? found : records.readable(found);
    } catch (ExtractionException unreadable) {
      throw unusable(sample, unreadable.getMessage());
    }
  }

  private RowType infer(
      PayloadTransformFactory engine, Sample sample, byte[] payload, PayloadFormat format) {
    try {
      return engine.infer(payload, format);
    } catch (TransformException noColumns) {
      throw unusable(sample, noColumns.getMessage());
    }
  }

  private Sample sample() {
    if (options.has(SCHEMA_SAMPLE)) {
      return Sample.ofFile(options, table.name());
    }
    if ("fetch".equalsIgnoreCase(options.text(SCHEMA_INFER))) {
      return new SampleRequest(table, InstantSource.system()).send();
    }
    options.columnProblem(
        options.has(TRANSFORM_SQL)
            ? "it declares no columns, and nothing says what 'transform.sql' is over; declare the columns of payload in 'transform.input', name a file with an answer in 'schema.sample', or let one request find them with 'schema.infer' = 'fetch'."
            : "it declares no columns, and nothing says what they are; declare them, name a file with an answer in 'schema.sample', or let one request find them with 'schema.infer' = 'fetch'.");
    throw options.rejection(table.name());
  }

  private ValidationException unusable(Sample sample, String reason) {
    return rejection(
        options.has(SCHEMA_SAMPLE) ? SCHEMA_SAMPLE : SCHEMA_INFER,
        sample.redacted(
            "no columns can be made of %s: %s.".formatted(sample.answer().url(), reason)));
  }

  private ValidationException rejection(ConfigOption<?> option, String message) {
    options.problem(option.key(), message);
    return options.rejection(table.name());
  }
}
