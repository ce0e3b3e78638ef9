package io.sqluice.http.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.response.AnswerFilterConfig;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;

/** Which answers are failures whatever their status code says. */
public final class AnswerFilterOptions {

  public static final ConfigOption<String> ERROR_JQ =
      key("error.jq")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A jq program over the whole body (ndjson: over each line). A result other than null"
                  + " and false makes the answer a failure, and its text is the message:"
                  + " '.error.message', 'select(.ok == false) | .reason'.");

  public static final ConfigOption<String> RETRY_JQ =
      key("retry.jq")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A jq program over what error.jq found to be a failure. A result other than null and"
                  + " false has it tried again, as retry-codes are.");

  /** In the order of the reference page. */
  public static final List<ConfigOption<?>> ALL = List.of(ERROR_JQ, RETRY_JQ);

  private AnswerFilterOptions() {}

  /** Which answers are failures; null if only their status codes say so. */
  @Nullable
  public static AnswerFilterConfig read(TableOptions options) {
    String error = options.text(ERROR_JQ);
    String retry = options.text(RETRY_JQ);
    if (retry != null) {
      options.checkJq(RETRY_JQ, retry);
    }
    if (error == null) {
      if (retry != null) {
        options.problem(
            RETRY_JQ.key(), "it needs 'error.jq', which says what answer is a failure.");
      }
      return null;
    }
    options.checkJq(ERROR_JQ, error);
    String format = options.text(ResponseOptions.FORMAT);
    if (!format.equalsIgnoreCase("json") && !format.equalsIgnoreCase("ndjson")) {
      options.problem(
          ERROR_JQ.key(), "it needs 'format' = 'json' or 'ndjson', but that is '" + format + "'.");
    }
    return new AnswerFilterConfig(error, retry);
  }
}
