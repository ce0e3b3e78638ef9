package io.sqluice.http.response;

import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.UserCodeClassLoader;

/**
 * What formats of Flink's need of the task that they run in.
 *
 * @param metrics the group of the table
 * @param classLoader finds the classes of the job's jar
 */
public record FormatContext(MetricGroup metrics, UserCodeClassLoader classLoader)
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
