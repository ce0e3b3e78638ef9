package io.sqluice.duckdb.batch;

import java.util.Objects;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.RowData.FieldGetter;

/**
 * Closes a batch at its last row, before a row with another id, or when the time of its rows has
 * passed.
 */
public final class IdBatches implements BatchRules {

  private final FieldGetter id;
  private final int last;
  private final OpenBatch batch;

  /**
   * @param id reads the id: an integer of any width
   * @param last the position of the BOOLEAN that is true on a batch's last row, -1 if there is none
   */
  public IdBatches(FieldGetter id, int last, OpenBatch batch) {
    this.id = id;
    this.last = last;
    this.batch = batch;
  }

  @Override
  public void add(RowData row, BatchTime time) throws Exception {
    Long rowId = idOf(row);
    if (batch.count() > 0 && !Objects.equals(rowId, batch.id())) {
      close(time);
    }
    long count = batch.add(row);
    if (last >= 0 && !row.isNullAt(last) && row.getBoolean(last)) {
      close(time);
      return;
    }
    if (count == 1) {
      if (rowId != null) {
        batch.id(rowId);
      }
      wakeWhenSettled(time);
    } else if (time.settled() > batch.end()) {
      time.forget(batch.end());
      wakeWhenSettled(time);
    }
  }

  private void wakeWhenSettled(BatchTime time) throws Exception {
    long end = time.settled();
    batch.end(end);
    time.wakeAt(end);
  }

  private @Nullable Long idOf(RowData row) {
    Number value = (Number) id.getFieldOrNull(row);
    return value == null ? null : value.longValue();
  }

  private void close(BatchTime time) throws Exception {
    time.forget(batch.end());
    batch.close();
  }

  @Override
  public void wake(long end, BatchTime time) throws Exception {
    if (batch.count() > 0) {
      close(time);
    }
  }
}
