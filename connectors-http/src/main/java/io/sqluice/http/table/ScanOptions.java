package io.sqluice.http.table;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.options.TableOptions;
import io.sqluice.http.source.HttpSourceConfig.FailurePolicy;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

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
              "For a failed poll: continue (log, count, poll again at the next fire time) or fail."
                  + " 401, 403, 404 and values that do not fit a column always fail the job, and so"
                  + " does every failed poll in batch mode.");

  public static final ConfigOption<Integer> SCAN_MAX_CONSECUTIVE_FAILURES =
      key("scan.max-consecutive-failures")
          .intType()
          .defaultValue(10)
          .withDescription("Failed polls in a row after which the job fails.");

  /** In the order of the reference page. */
  public static final List<ConfigOption<?>> ALL =
      List.of(SCAN_CONDITIONAL_REQUESTS, SCAN_ERROR_POLICY, SCAN_MAX_CONSECUTIVE_FAILURES);

  private ScanOptions() {}

  /**
   * What failed polls mean.
   *
   * @param batch whether the script runs in batch mode
   */
  static FailurePolicy failures(TableOptions options, boolean batch) {
    boolean fail =
        options.choice(SCAN_ERROR_POLICY, new Boolean[] {false, true}, "continue", "fail");
    return new FailurePolicy(batch || fail, options.count(SCAN_MAX_CONSECUTIVE_FAILURES));
  }
}
