package io.sqluice.http.function;

import io.sqluice.http.client.Lease;
import io.sqluice.http.client.SharedResources;
import io.sqluice.http.response.ExtractionException;
import io.sqluice.http.response.JqTextFilters;
import io.sqluice.http.response.JqThreadPool;
import java.time.Duration;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.TimeUtils;

/** The calls of one function of a task, from its opening to its closing. For the task's thread. */
final class JqCalls implements AutoCloseable {

  /** The job parameter that limits a call. */
  static final String TIMEOUT = "jq.timeout";

  private static final String DEFAULT_TIMEOUT = "30 s";

  private final String function;
  private final Lease lease;
  private final JqTextFilters filters;

  private JqCalls(String function, Lease lease, JqTextFilters filters) {
    this.function = function;
    this.lease = lease;
    this.filters = filters;
  }

  /**
   * @param function its name, for messages
   * @throws IllegalArgumentException if the job parameter is no duration
   */
  static JqCalls open(String function, FunctionContext context) {
    Duration timeout = timeout(context.getJobParameter(TIMEOUT, DEFAULT_TIMEOUT));
    Lease lease = SharedResources.acquire();
    return new JqCalls(function, lease, new JqTextFilters(timeout, JqThreadPool.of(lease)));
  }

  private static Duration timeout(String text) {
    try {
      Duration timeout = TimeUtils.parseDuration(text);
      if (timeout.toNanos() > 0) {
        return timeout;
      }
    } catch (IllegalArgumentException | ArithmeticException notDuration) {
      // As the zero: told below.
    }
    throw new IllegalArgumentException(
        "The job parameter '%s' (in pipeline.global-job-parameters): found '%s', expected a duration greater than zero such as '%s'."
            .formatted(TIMEOUT, text, DEFAULT_TIMEOUT));
  }

  /** The first output; null for none, for null, and without a text or a filter. */
  @Nullable
  StringData first(@Nullable StringData json, @Nullable StringData filter) {
    if (json == null || filter == null) {
      return null;
    }
    try {
      return StringData.fromString(filters.first(json.toBytes(), filter.toString()));
    } catch (ExtractionException failed) {
      throw failure(failed);
    }
  }

  /** All outputs, those that are null as null; none without a text or a filter. */
  List<String> all(@Nullable StringData json, @Nullable StringData filter) {
    if (json == null || filter == null) {
      return List.of();
    }
    try {
      return filters.all(json.toBytes(), filter.toString());
    } catch (ExtractionException failed) {
      throw failure(failed);
    }
  }

  private RuntimeException failure(ExtractionException failed) {
    return new FlinkRuntimeException(function + ": " + failed.getMessage());
  }

  @Override
  public void close() {
    lease.close();
  }
}
