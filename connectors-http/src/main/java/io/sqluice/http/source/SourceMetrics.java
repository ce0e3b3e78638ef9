package io.sqluice.http.source;

import io.sqluice.http.api.TaskContext;
import java.time.Duration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The polling metrics of one table and subtask. Used by the task thread only. */
final class SourceMetrics {

  private final Counter polls;
  private final Counter failedPolls;
  private final Counter pages;
  private final Counter pagesUnchanged;
  private final Counter cursorWindows;
  private final Counter recordsDeduplicated;
  private final Counter recordsEmitted;
  private final Counter decodeErrors;
  // Gauges are read by reporter threads.
  private volatile long pollLagMillis;
  private volatile int consecutiveFailures;

  SourceMetrics(MetricGroup reader, String tableName) {
    MetricGroup group = TaskContext.tableGroup(reader, tableName);
    this.polls = group.counter("polls");
    this.failedPolls = group.counter("failedPolls");
    this.pages = group.counter("pages");
    this.pagesUnchanged = group.counter("pagesUnchanged");
    this.cursorWindows = group.counter("cursorWindows");
    this.recordsDeduplicated = group.counter("recordsDeduplicated");
    this.recordsEmitted = group.counter("recordsEmitted");
    this.decodeErrors = group.counter("decodeErrors");
    group.gauge("pollLag", () -> pollLagMillis);
    group.gauge("consecutiveFailures", () -> consecutiveFailures);
  }

  /**
   * @param lag now minus the scheduled fire time
   */
  void pollStarted(Duration lag) {
    pollLagMillis = lag.toMillis();
  }

  void pollCompleted() {
    polls.inc();
    consecutiveFailures = 0;
  }

  /** Counts a failed poll and answers how many have failed in a row. */
  int pollFailed() {
    polls.inc();
    failedPolls.inc();
    consecutiveFailures = consecutiveFailures + 1;
    return consecutiveFailures;
  }

  void pageReceived() {
    pages.inc();
  }

  /** A page is as it was, so that its rows are passed over. */
  void pageUnchanged() {
    pagesUnchanged.inc();
  }

  /** A window of a backfill has been read to its end. */
  void windowRead() {
    cursorWindows.inc();
  }

  /** Records were passed over because their keys have been seen. */
  void recordsDeduplicated(long records) {
    recordsDeduplicated.inc(records);
  }

  void recordEmitted() {
    recordsEmitted.inc();
  }

  void decodeFailed(int records) {
    decodeErrors.inc(records);
  }
}
