package io.sqluice.duckdb.function;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What one subtask of a call counts, in the group {@code sqluice.duckdb} of its operator. For the
 * task's thread.
 *
 * <ul>
 *   <li>{@code batches}: those whose query succeeded
 *   <li>{@code skippedBatches}: those whose query failed, with {@code on_error => 'skip'}
 *   <li>{@code lateRowsDropped}: rows in no batch, since their window was closed
 *   <li>{@code rowsPerBatch}: of the last {@value #SAMPLES} batches
 *   <li>{@code queryTimeMillis}: of the last {@value #SAMPLES} batches, with reading the results
 * </ul>
 */
final class BatchMetrics {

  private static final int SAMPLES = 1_000;

  private final Counter batches;
  private final Counter skippedBatches;
  private final Counter lateRowsDropped;
  private final Histogram rowsPerBatch;
  private final Histogram queryTime;

  /**
   * @param operator the group of the operator
   */
  BatchMetrics(MetricGroup operator) {
    MetricGroup group = operator.addGroup("sqluice").addGroup("duckdb");
    this.batches = group.counter("batches");
    this.skippedBatches = group.counter("skippedBatches");
    this.lateRowsDropped = group.counter("lateRowsDropped");
    this.rowsPerBatch =
        group.histogram("rowsPerBatch", new DescriptiveStatisticsHistogram(SAMPLES));
    this.queryTime =
        group.histogram("queryTimeMillis", new DescriptiveStatisticsHistogram(SAMPLES));
  }

  void ran(long rows, long nanos) {
    batches.inc();
    rowsPerBatch.update(rows);
    queryTime.update(nanos / 1_000_000);
  }

  void skipped() {
    skippedBatches.inc();
  }

  void droppedLate() {
    lateRowsDropped.inc();
  }
}
