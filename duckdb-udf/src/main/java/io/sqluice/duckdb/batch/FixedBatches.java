package io.sqluice.duckdb.batch;

import java.util.List;
import org.apache.flink.table.data.RowData;

/** Closes the window of a row's time when that time has passed. */
public final class FixedBatches implements BatchRules {

  private final BatchWindow.Fixed window;
  private final long length;
  private final WindowedRows rows;
  private final BatchOutput output;

  public FixedBatches(BatchWindow.Fixed window, WindowedRows rows, BatchOutput output) {
    this.window = window;
    this.length = window.length().toMillis();
    this.rows = rows;
    this.output = output;
  }

  @Override
  public void add(RowData row, BatchTime time) throws Exception {
    long end = endOf(time.rowTime());
    long passed = time.passed();
    if (end <= passed) {
      if (window.late() == LateRows.DROP || passed >= BatchTime.END) {
        output.droppedLate();
        return;
      }
      end = endOf(passed);
    }
    if (rows.add(end, row)) {
      time.wakeAt(end);
    }
  }

  private long endOf(long time) {
    return Math.floorDiv(time, length) * length + length;
  }

  @Override
  public void wake(long end, BatchTime time) throws Exception {
    if (end == BatchTime.END) {
      closeAll(time);
    } else {
      close(end, time);
    }
  }

  private void close(long end, BatchTime time) throws Exception {
    List<RowData> batch = rows.remove(end);
    boolean hasMore = !rows.isEmpty();
    if (!hasMore) {
      rows.clearIfEmpty();
      time.forget(BatchTime.END);
    }
    if (!batch.isEmpty() || window.emitEmpty()) {
      output.close(batch, batch.size());
    }
    // At the end of the input time has passed for good, and there would be no last empty window.
    if (window.emitEmpty() && (hasMore || time.passed() < BatchTime.END)) {
      time.wakeAt(end + length);
    }
  }

  private void closeAll(BatchTime time) throws Exception {
    List<Long> ends = rows.ends();
    for (int position = 0; position < ends.size(); position++) {
      long end = ends.get(position);
      time.forget(end);
      List<RowData> batch = rows.remove(end);
      output.close(batch, batch.size());
      boolean isLast = position == ends.size() - 1;
      for (long empty = end + length;
          window.emitEmpty() && !isLast && empty < ends.get(position + 1);
          empty += length) {
        time.forget(empty);
        output.close(List.of(), 0);
      }
    }
    rows.clearIfEmpty();
  }
}
