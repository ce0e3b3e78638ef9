package io.sqluice.lookup.table;

import static io.sqluice.lookup.table.LookupConnectorOptions.IGNORED_CODES;
import static io.sqluice.lookup.table.LookupConnectorOptions.LOOKUP_ASYNC;
import static io.sqluice.lookup.table.LookupConnectorOptions.LOOKUP_BATCH_DELIMITER;
import static io.sqluice.lookup.table.LookupConnectorOptions.LOOKUP_BATCH_INTERVAL;
import static io.sqluice.lookup.table.LookupConnectorOptions.LOOKUP_BATCH_KEY_JQ;
import static io.sqluice.lookup.table.LookupConnectorOptions.LOOKUP_BATCH_SIZE;
import static io.sqluice.lookup.table.LookupConnectorOptions.LOOKUP_ERROR_POLICY;
import static io.sqluice.lookup.table.LookupConnectorOptions.LOOKUP_SINGLE_FLIGHT;
import static io.sqluice.lookup.table.LookupConnectorOptions.LOOKUP_TIMEOUT;

import io.sqluice.http.api.ApiConfig;
import io.sqluice.http.client.StatusCodes;
import io.sqluice.http.options.ApiOptions;
import io.sqluice.http.options.ClientOptions;
import io.sqluice.http.options.FlinkFormats;
import io.sqluice.http.options.ResponseOptions;
import io.sqluice.http.options.TableOptions;
import io.sqluice.http.request.RequestTemplate;
import io.sqluice.http.response.BodyFormat;
import io.sqluice.lookup.function.KeyValues;
import io.sqluice.lookup.function.LookupConfig;
import io.sqluice.lookup.function.LookupConfig.BatchConfig;
import io.sqluice.lookup.function.LookupConfig.CacheConfig;
import io.sqluice.lookup.function.LookupConfig.ErrorPolicy;
import io.sqluice.lookup.function.ReloadConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.RowType.RowField;
import org.apache.flink.util.TimeUtils;

/** Makes a lookup table out of its declaration; tells all that is wrong at once. */
final class LookupOptionsReader {

  private final String tableName;
  private final RowType columns;
  private final TableOptions options;
  private final ApiOptions apiOptions;
  @Nullable private Duration flinkTimeout;

  /**
   * @param tableName the table's full name
   * @param columns its physical columns
   * @param raw its options
   * @param classLoader the one of user code, in which types of authentication are looked for
   * @param formats the formats besides ours
   */
  LookupOptionsReader(
      String tableName,
      RowType columns,
      Map<String, String> raw,
      ClassLoader classLoader,
      FlinkFormats formats) {
    this.tableName = tableName;
    this.columns = columns;
    this.options = new TableOptions(withDefaults(raw));
    this.apiOptions = new ApiOptions(options, classLoader, formats);
  }

  /** Says after what time Flink fails the job for a row that is looked up; never without this. */
  LookupOptionsReader flinkTimeout(Duration limit) {
    flinkTimeout = limit;
    return this;
  }

  private static Map<String, String> withDefaults(Map<String, String> raw) {
    Map<String, String> all = new HashMap<>(raw);
    if (!names404(raw.get(ClientOptions.SUCCESS_CODES.key()))
        && !names404(raw.get(ClientOptions.RETRY_CODES.key()))) {
      all.putIfAbsent(IGNORED_CODES.key(), IGNORED_CODES.defaultValue());
    }
    return all;
  }

  private static boolean names404(@Nullable String codes) {
    try {
      return codes != null && StatusCodes.parse(codes).contains(404);
    } catch (IllegalArgumentException unreadable) {
      // Told where the codes are read.
      return false;
    }
  }

  /**
   * Reads and checks everything.
   *
   * @throws ValidationException with a line for each problem
   */
  LookupTable read() {
    apiOptions.rejectUnknown(LookupConnectorOptions.ALL, "docs/http-lookup.md");
    if (columns.getFieldCount() == 0) {
      options.columnProblem(
          "it has no physical columns; declare those that the request takes and the answer's fields fill, or create the table in a catalog that infers them: CREATE CATALOG s WITH ('type' = 'sqluice').");
    }
    List<RowField> parameters =
        columns.getFields().stream()
            .filter(column -> LookupTable.isParameter(column.getName()))
            .toList();
    List<String> variables =
        (parameters.isEmpty() ? columns.getFields() : parameters)
            .stream().map(column -> LookupTable.variable(column.getName())).toList();
    ApiConfig api = apiOptions.read(tableName, answerColumns(), variables, true);
    checkParameters(parameters, variables, api);
    CacheOptions cache = new CacheOptions(options);
    boolean asksForKeys = variables.stream().anyMatch(variable -> api.request().uses(variable));
    CacheConfig byRequest = cache.partial();
    ReloadConfig reload = cache.full(asksForKeys);
    LookupConfig config =
        new LookupConfig(
            api,
            variables,
            timeout(reload != null),
            errorPolicy(),
            options.flag(LOOKUP_SINGLE_FLIGHT),
            byRequest,
            reload,
            batch(parameters, variables, api));
    LookupTable table = new LookupTable(columns, config, options.flag(LOOKUP_ASYNC));
    options.throwIfAnyProblem(tableName);
    return table;
  }

  /** The columns that answers have: all that are not parameters of the request. */
  private RowType answerColumns() {
    return new RowType(
        false,
        columns.getFields().stream()
            .filter(column -> !LookupTable.isParameter(column.getName()))
            .toList());
  }

  private void checkParameters(List<RowField> parameters, List<String> variables, ApiConfig api) {
    // The placeholder that has another name may be the one that is missed.
    boolean misspelt = !RequestTemplate.problems(api.request(), variables, null).isEmpty();
    for (RowField parameter : parameters) {
      String column = parameter.getName();
      String variable = LookupTable.variable(column);
      if (!KeyValues.isSupported(parameter.getType())) {
        options.columnProblem(
            "column '%s' is %s, which a request cannot hold; expected a text, a number, a boolean, bytes, a date or a time."
                .formatted(column, parameter.getType().asSummaryString()));
      }
      if (!misspelt && !api.request().uses(variable)) {
        options.columnProblem(
            "column '%s' is a parameter of the request by its name, but no placeholder has its value; write %s or {{%s}} where the request takes it, or rename the column."
                .formatted(column, column, variable));
      }
    }
  }

  /**
   * @param cachesAll whether all rows are loaded, which Flink waits for as long as it takes
   */
  private Duration timeout(boolean cachesAll) {
    Duration timeout = options.period(LOOKUP_TIMEOUT);
    if (flinkTimeout != null
        && options.flag(LOOKUP_ASYNC)
        && !cachesAll
        && timeout.compareTo(flinkTimeout) >= 0) {
      options.problem(
          LOOKUP_TIMEOUT.key(),
          "it is %s, but Flink fails the job for a row that takes 'table.exec.async-lookup.timeout', which is %s; lower it, raise that with SET, or look rows up with 'lookup.async' = 'false'."
              .formatted(
                  TimeUtils.formatWithHighestUnit(timeout),
                  TimeUtils.formatWithHighestUnit(flinkTimeout)));
    }
    return timeout;
  }

  private ErrorPolicy errorPolicy() {
    ErrorPolicy policy =
        options.choice(LOOKUP_ERROR_POLICY, ErrorPolicy.values(), "fail", "null", "emit");
    if (policy != ErrorPolicy.FAIL) {
      columns.getFields().stream()
          .filter(column -> !LookupTable.isParameter(column.getName()))
          .filter(column -> !column.getType().isNullable())
          .forEach(
              column ->
                  options.columnProblem(
                      "column '%s' is %s, but 'lookup.error-policy' = '%s' makes rows of NULLs; declare the column without NOT NULL and PRIMARY KEY, or choose fail."
                          .formatted(
                              column.getName(),
                              column.getType().asSummaryString(),
                              options.text(LOOKUP_ERROR_POLICY))));
    }
    return policy;
  }

  @Nullable
  private BatchConfig batch(List<RowField> parameters, List<String> variables, ApiConfig api) {
    Integer size = options.count(LOOKUP_BATCH_SIZE);
    if (size == null) {
      for (var option :
          List.of(LOOKUP_BATCH_INTERVAL, LOOKUP_BATCH_DELIMITER, LOOKUP_BATCH_KEY_JQ)) {
        if (options.has(option)) {
          options.problem(option.key(), "it needs 'lookup.batch.size'.");
        }
      }
      return null;
    }
    if (parameters.size() > 1) {
      options.problem(
          LOOKUP_BATCH_SIZE.key(),
          "the keys of one column can go into one request together, but the table has %d: %s; leave it out, or let the request need one."
              .formatted(
                  parameters.size(),
                  String.join(", ", parameters.stream().map(RowField::getName).toList())));
    }
    if (!options.flag(LOOKUP_ASYNC)) {
      options.problem(
          LOOKUP_BATCH_SIZE.key(),
          "with 'lookup.async' = 'false' no row waits for another; leave one of them out.");
    }
    if (variables.stream().anyMatch(api.request()::isTextInJsonArray)) {
      options.problem(
          LOOKUP_BATCH_SIZE.key(),
          "the placeholder is the text of an array's only element, where the keys would be one text; for an array of them write it alone, such as 'json.ids' = '$id'.");
    }
    if (api.request().isUrlOfData()) {
      options.problem(
          LOOKUP_BATCH_SIZE.key(),
          "the whole url is the key, and one request has one; leave it out, or spell the host out in"
              + " 'url'.");
    }
    if (api.extraction().transform() != null) {
      options.problem(
          LOOKUP_BATCH_SIZE.key(),
          "the rows of 'transform.sql' do not say which key they are for; leave one of them out.");
    } else if (api.extraction().format() == BodyFormat.FLINK) {
      options.problem(
          LOOKUP_BATCH_SIZE.key(),
          "it needs 'format' = 'json' or 'ndjson', whose records say which key they are for, but"
              + " that is '"
              + options.text(ResponseOptions.FORMAT)
              + "'.");
    }
    String delimiter = options.text(LOOKUP_BATCH_DELIMITER);
    if (delimiter.isEmpty()) {
      options.problem(LOOKUP_BATCH_DELIMITER.key(), "it is empty; name what stands between keys.");
    }
    String keyJq = options.text(LOOKUP_BATCH_KEY_JQ);
    if (keyJq != null) {
      options.checkJq(LOOKUP_BATCH_KEY_JQ, keyJq);
    }
    return new BatchConfig(size, options.period(LOOKUP_BATCH_INTERVAL), delimiter, keyJq);
  }
}
