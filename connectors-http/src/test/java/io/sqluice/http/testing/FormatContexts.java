package io.sqluice.http.testing;

import io.sqluice.http.response.FormatContext;
import io.sqluice.http.response.JqThreadPool;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;

/** What formats of Flink's need of a task, where there is none. */
public final class FormatContexts {

  private FormatContexts() {}

  /** Warnings and metrics that nobody reads, and the class path of the test. */
  public static FormatContext outsideTasks() {
    return new FormatContext(
        warning -> {},
        new UnregisteredMetricsGroup(),
        SimpleUserCodeClassLoader.create(FormatContexts.class.getClassLoader()),
        new JqThreadPool(),
        text -> text);
  }
}
