package io.sqluice.duckdb.batch;

import org.apache.flink.table.data.RowData;

/** Takes closed batches. */
public interface BatchOutput {

  /**
   * Runs the query over the rows of a batch, in their order.
   *
   * @param rows read once, before this returns
   * @param count how many they are
   */
  void close(Iterable<RowData> rows, long count) throws Exception;

  /** Takes note of a row that is in no batch since its window has been closed. */
  void droppedLate();
}
