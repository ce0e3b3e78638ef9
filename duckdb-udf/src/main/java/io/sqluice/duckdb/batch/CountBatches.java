package io.sqluice.duckdb.batch;

import org.apache.flink.table.data.RowData;

/** Closes a batch at its last row, or if it lingers, some time after its first. */
public final class CountBatches implements BatchRules {

  private final BatchWindow.Count window;
  private final OpenBatch batch;

  public CountBatches(BatchWindow.Count window, OpenBatch batch) {
    this.window = window;
    this.batch = batch;
  }

  @Override
  public void add(RowData row, BatchTime time) throws Exception {
    if (window.linger() != null && time.rowTime() >= batch.end()) {
      close(time);
    }
    long count = batch.add(row);
    if (count == 1 && window.size() > 1) {
      open(time);
    }
    if (count == window.size()) {
      close(time);
    }
  }

  private void open(BatchTime time) throws Exception {
    if (window.linger() == null) {
      time.wakeAt(BatchTime.END);
    } else {
      // From a late row the wait would be over before it has begun.
      long end = Math.max(time.rowTime(), time.passed()) + window.linger().toMillis();
      batch.end(end);
      time.wakeAt(end);
    }
  }

  private void close(BatchTime time) throws Exception {
    if (window.size() > 1) {
      time.forget(window.linger() == null ? BatchTime.END : batch.end());
    }
    batch.close();
  }

  @Override
  public void wake(long end, BatchTime time) throws Exception {
    if (batch.count() > 0) {
      close(time);
    }
  }
}
