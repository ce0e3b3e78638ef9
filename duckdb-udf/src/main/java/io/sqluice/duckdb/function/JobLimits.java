package io.sqluice.duckdb.function;

import io.sqluice.duckdb.engine.SessionConfig;
import java.time.Duration;
import java.util.function.Function;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.util.TimeUtils;

/** What the parameters of a job allow the queries of a function. */
final class JobLimits {

  static final String TIMEOUT = "duckdb.timeout";
  static final String MEMORY = "duckdb.memory-limit";

  private JobLimits() {}

  /**
   * @throws IllegalArgumentException if a parameter is no duration, or no size
   */
  static SessionConfig session(FunctionContext context) {
    SessionConfig defaults = SessionConfig.DEFAULT;
    MemorySize memory =
        read(
            context,
            MEMORY,
            defaults.memoryLimit().toString(),
            MemorySize::parse,
            "a size such as '256 mb'");
    Duration timeout =
        read(
            context,
            TIMEOUT,
            TimeUtils.formatWithHighestUnit(defaults.timeout()),
            TimeUtils::parseDuration,
            "a duration such as '30 s'");
    return new SessionConfig(memory, defaults.threads(), timeout, false, null);
  }

  private static <T> T read(
      FunctionContext context,
      String parameter,
      String defaultValue,
      Function<String, T> parser,
      String expected) {
    String text = context.getJobParameter(parameter, defaultValue);
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException unreadable) {
      throw new IllegalArgumentException(
          "The job parameter '%s' (in pipeline.global-job-parameters): found '%s', expected %s."
              .formatted(parameter, text, expected));
    }
  }
}
