package io.sqluice.duckdb.batch;

import org.apache.flink.table.data.RowData;

/**
 * Closes a batch a while after its first row, or at the next multiple of that while. Rows go into
 * the batch that is open when they arrive.
 */
public final class TimedBatches implements BatchRules {

  private final long length;
  private final boolean aligned;
  private final boolean emitEmpty;
  private final OpenBatch batch;

  public TimedBatches(BatchWindow.Relaxed window, OpenBatch batch) {
    this.length = window.length().toMillis();
    this.aligned = false;
    this.emitEmpty = false;
    this.batch = batch;
  }

  /**
   * @param window without a time column
   */
  public TimedBatches(BatchWindow.Fixed window, OpenBatch batch) {
    this.length = window.length().toMillis();
    this.aligned = true;
    this.emitEmpty = window.emitEmpty();
    this.batch = batch;
  }

  @Override
  public void add(RowData row, BatchTime time) throws Exception {
    long now = time.rowTime();
    while (now >= batch.end()) {
      closeAt(batch.end(), time);
    }
    if (batch.end() == BatchTime.END) {
      long start = Math.max(now, time.passed());
      open((aligned ? Math.floorDiv(start, length) * length : start) + length, time);
    }
    batch.add(row);
  }

  private void open(long end, BatchTime time) throws Exception {
    batch.end(end);
    time.wakeAt(end);
  }

  private void closeAt(long end, BatchTime time) throws Exception {
    time.forget(end);
    batch.close();
    if (emitEmpty) {
      open(end + length, time);
    }
  }

  @Override
  public void wake(long end, BatchTime time) throws Exception {
    if (end != BatchTime.END) {
      closeAt(end, time);
    } else if (batch.count() > 0) {
      time.forget(batch.end());
      batch.close();
    }
  }
}
