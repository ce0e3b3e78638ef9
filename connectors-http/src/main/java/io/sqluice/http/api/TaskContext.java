package io.sqluice.http.api;

import java.time.InstantSource;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.UserCodeClassLoader;

/**
 * What an {@link ApiSession} needs of the task that opens it.
 *
 * @param metrics the group of the table, as {@link #tableGroup} makes it
 * @param worker the configuration of the worker: a TaskManager's, or the embedded cluster's
 * @param classLoader finds the classes of the job's jar
 * @param clock for credentials that expire
 */
public record TaskContext(
    MetricGroup metrics,
    ReadableConfig worker,
    UserCodeClassLoader classLoader,
    InstantSource clock) {

  /** Names the group that holds the metrics of a table; the value is the table's name. */
  private static final String TABLE_VARIABLE = "table";

  /** The group of a table's metrics in that of its operator. */
  public static MetricGroup tableGroup(MetricGroup operator, String tableName) {
    return operator.addGroup("sqluice").addGroup(TABLE_VARIABLE, tableName);
  }
}
