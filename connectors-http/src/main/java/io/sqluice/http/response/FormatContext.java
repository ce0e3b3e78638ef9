package io.sqluice.http.response;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.UserCodeClassLoader;

/**
 * What the reading of answers, and formats of Flink's with it, needs of the task.
 *
 * @param warnings told what a person should know, in a sentence; for any thread
 * @param metrics the group of the table
 * @param classLoader finds the classes of the job's jar
 * @param threads to read bodies on
 * @param redaction takes the secrets out of a text
 */
public record FormatContext(
    Consumer<String> warnings,
    MetricGroup metrics,
    UserCodeClassLoader classLoader,
    JqThreadPool threads,
    UnaryOperator<String> redaction)
    implements InitializationContext {

  @Override
  public MetricGroup getMetricGroup() {
    return metrics;
  }

  @Override
  public UserCodeClassLoader getUserCodeClassLoader() {
    return classLoader;
  }
}
