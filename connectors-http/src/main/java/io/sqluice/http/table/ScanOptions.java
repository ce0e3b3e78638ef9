package io.sqluice.http.table;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.options.TableOptions;
import io.sqluice.http.request.RequestConfig;
import io.sqluice.http.response.ExtractionConfig;
import io.sqluice.http.source.HttpMetadata;
import io.sqluice.http.source.ScanConfig;
import io.sqluice.http.source.ScanConfig.ErrorPolicy;
import io.sqluice.http.source.ScanConfig.FailurePolicy;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.types.logical.RowType;

/** What is read from poll to poll, and what failed polls mean. */
public final class ScanOptions {

  public static final ConfigOption<Boolean> SCAN_CONDITIONAL_REQUESTS =
      key("scan.conditional-requests")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether ETag and Last-Modified of the last answer are sent with the next request of"
                  + " the same URL; 304 gives no rows. For GET without pagination.");

  public static final ConfigOption<String> SCAN_ERROR_POLICY =
      key("scan.error-policy")
          .stringType()
          .defaultValue("continue")
          .withDescription(
              "For a failed poll: continue (log, count, poll again at the next fire time), fail (the"
                  + " job), or emit (as continue, and a row of NULLs whose metadata column error says"
                  + " why). 401, 403 and 404 always fail the job, and so does every failed poll in"
                  + " batch mode.");

  public static final ConfigOption<Integer> SCAN_MAX_CONSECUTIVE_FAILURES =
      key("scan.max-consecutive-failures")
          .intType()
          .defaultValue(10)
          .withDescription("Failed polls in a row after which the job fails.");

  /** In the order of the reference page. */
  public static final List<ConfigOption<?>> ALL =
      Stream.of(
              CursorOptions.ALL,
              EmitOptions.ALL,
              List.of(SCAN_CONDITIONAL_REQUESTS, SCAN_ERROR_POLICY, SCAN_MAX_CONSECUTIVE_FAILURES))
          .<ConfigOption<?>>flatMap(List::stream)
          .toList();

  private ScanOptions() {}

  /**
   * What is read from poll to poll.
   *
   * @param batch whether the script runs in batch mode
   * @param maxPolls polls after which the table ends; null for none
   * @param metadataKeys the metadata columns that the table declares
   */
  static ScanConfig read(
      TableOptions options,
      boolean batch,
      @Nullable Long maxPolls,
      RequestConfig request,
      ExtractionConfig extraction,
      Set<String> metadataKeys) {
    return new ScanConfig(
        batch || maxPolls != null,
        maxPolls,
        failures(options, batch, extraction.rowType(), metadataKeys),
        options.flag(SCAN_CONDITIONAL_REQUESTS),
        new CursorOptions(options, request).read(extraction),
        EmitOptions.read(options));
  }

  private static FailurePolicy failures(
      TableOptions options, boolean batch, RowType columns, Set<String> metadataKeys) {
    ErrorPolicy policy =
        options.choice(SCAN_ERROR_POLICY, ErrorPolicy.values(), "continue", "fail", "emit");
    if (policy == ErrorPolicy.EMIT) {
      if (!metadataKeys.contains(HttpMetadata.ERROR.key())) {
        options.problem(
            SCAN_ERROR_POLICY.key(),
            "'emit' gives a row of NULLs for a failed poll, and no column says why; declare one:"
                + " error STRING METADATA.");
      }
      columns.getFields().stream()
          .filter(column -> !column.getType().isNullable())
          .forEach(
              column ->
                  options.columnProblem(
                      "column '%s' is %s, but 'scan.error-policy' = 'emit' makes rows of NULLs; declare the column without NOT NULL and PRIMARY KEY, or choose continue or fail."
                          .formatted(column.getName(), column.getType().asSummaryString())));
    }
    return new FailurePolicy(
        batch ? ErrorPolicy.FAIL : policy, options.count(SCAN_MAX_CONSECUTIVE_FAILURES));
  }
}
