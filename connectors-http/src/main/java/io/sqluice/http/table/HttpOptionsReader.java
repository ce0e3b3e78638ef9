package io.sqluice.http.table;

import static io.sqluice.http.table.ScheduleOptions.SCAN_BOUNDED_MAX_POLLS;

import io.sqluice.http.api.ApiConfig;
import io.sqluice.http.options.ApiOptions;
import io.sqluice.http.options.FlinkFormats;
import io.sqluice.http.options.ResponseOptions;
import io.sqluice.http.options.TableOptions;
import io.sqluice.http.request.RequestConfig;
import io.sqluice.http.response.ExtractionConfig.SqlOfAnswers;
import io.sqluice.http.schedule.ScheduleConfig;
import io.sqluice.http.source.HttpSourceConfig;
import io.sqluice.http.source.ScanConfig;
import io.sqluice.http.source.ScanConfig.EmitMode;
import io.sqluice.http.table.WatermarkOptions.Watermark;
import java.util.Map;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.RowType;

/** Makes a source's configuration out of a table's options; tells all that is wrong at once. */
final class HttpOptionsReader {

  private final String tableName;
  private final RowType rowType;
  private final Set<String> metadataKeys;
  private final boolean batch;
  private final FlinkFormats formats;
  private final TableOptions options;
  private final ClassLoader classLoader;
  private Watermark watermark = Watermark.NONE;
  private boolean columnsUnknown;
  @Nullable private Integer parallelism;

  /**
   * @param tableName the table's full name
   * @param rowType its physical columns
   * @param raw its options
   * @param metadataKeys its metadata columns
   * @param batch whether the script runs in batch mode
   * @param classLoader the one of user code, in which types of authentication are looked for
   * @param formats the formats besides ours
   */
  HttpOptionsReader(
      String tableName,
      RowType rowType,
      Set<String> metadataKeys,
      Map<String, String> raw,
      boolean batch,
      ClassLoader classLoader,
      FlinkFormats formats) {
    this.tableName = tableName;
    this.rowType = rowType;
    this.metadataKeys = Set.copyOf(metadataKeys);
    this.batch = batch;
    this.formats = formats;
    this.options = new TableOptions(raw);
    this.classLoader = classLoader;
  }

  /**
   * The same for a table without metadata columns, with the connector's own class loader and
   * formats.
   */
  HttpOptionsReader(String tableName, RowType rowType, Map<String, String> raw, boolean batch) {
    this(
        tableName,
        rowType,
        Set.of(),
        raw,
        batch,
        HttpOptionsReader.class.getClassLoader(),
        FlinkFormats.none());
  }

  /** Says where the table's watermarks come from; nowhere without this. */
  HttpOptionsReader watermark(Watermark declared) {
    watermark = declared;
    return this;
  }

  /** Lets the table have no columns, because they are about to be found. */
  HttpOptionsReader columnsUnknown() {
    columnsUnknown = true;
    return this;
  }

  /**
   * Reads and checks everything.
   *
   * @throws ValidationException with a line for each problem
   */
  HttpSourceConfig read() {
    ApiOptions apiOptions = new ApiOptions(options, classLoader, formats);
    apiOptions.rejectUnknown(HttpConnectorOptions.ALL, "docs/http-source.md");
    if (rowType.getFieldCount() == 0 && !columnsUnknown) {
      options.columnProblem(
          "it has no physical columns; declare those that the answer's fields fill, or create the table in a catalog that infers them: CREATE CATALOG s WITH ('type' = 'sqluice').");
    }
    WatermarkOptions.check(options, watermark);
    Long maxPolls = maxPolls();
    parallelism = options.count(FactoryUtil.SOURCE_PARALLELISM);
    ApiConfig api = apiOptions.read(tableName, rowType, RequestConfig.SOURCE_VARIABLES, false);
    ScheduleConfig schedule = new ScheduleOptions(options, batch).read(maxPolls);
    ScanConfig scan =
        ScanOptions.read(options, batch, maxPolls, api.request(), api.extraction(), metadataKeys);
    api = withRecordsForTheCursor(api, scan);
    options.throwIfAnyProblem(tableName);
    return new HttpSourceConfig(api, schedule, scan);
  }

  /** A cursor is in the records, so that SQL over an answer is over them. */
  private ApiConfig withRecordsForTheCursor(ApiConfig api, ScanConfig scan) {
    SqlOfAnswers sql = api.extraction().transform();
    if (sql == null) {
      return api;
    }
    if (scan.emit().mode() == EmitMode.NEW) {
      options.problem(
          EmitOptions.SCAN_EMIT.key(),
          "'new' compares records, but the rows are those of 'transform.sql'; leave one of them out.");
    }
    return scan.cursor() == null
        ? api
        : api.withExtraction(api.extraction().withTransform(sql.overRecords()));
  }

  /** The parallelism of the source, after {@link #read}; null for the job's. */
  @Nullable
  Integer parallelism() {
    return parallelism;
  }

  /** The kinds of changes that the table's rows stand for, after {@link #read}. */
  ChangelogMode changes(HttpSourceConfig config) {
    return config.extraction().flinkFormat() == null
        ? ChangelogMode.insertOnly()
        : formats.changes(ResponseOptions.FORMAT);
  }

  @Nullable
  private Long maxPolls() {
    Long polls = options.count(SCAN_BOUNDED_MAX_POLLS);
    return polls == null && batch ? Long.valueOf(1) : polls;
  }
}
