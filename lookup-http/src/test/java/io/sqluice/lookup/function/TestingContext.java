package io.sqluice.lookup.function;

import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.table.functions.FunctionContext;

/** The context of a function that is the only subtask of its task. */
final class TestingContext extends FunctionContext {

  private final MetricGroup metrics;

  TestingContext(MetricGroup metrics) {
    super(null, TestingContext.class.getClassLoader(), null);
    this.metrics = metrics;
  }

  @Override
  public TaskInfo getTaskInfo() {
    return new TaskInfoImpl("join", 1, 0, 1, 0);
  }

  @Override
  public MetricGroup getMetricGroup() {
    return metrics;
  }
}
