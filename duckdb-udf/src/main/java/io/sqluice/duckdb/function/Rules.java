package io.sqluice.duckdb.function;

import io.sqluice.duckdb.batch.BatchRules;
import io.sqluice.duckdb.batch.BatchWindow;
import io.sqluice.duckdb.batch.CountBatches;
import io.sqluice.duckdb.batch.IdBatches;
import io.sqluice.duckdb.batch.OpenBatch;
import io.sqluice.duckdb.batch.TimedBatches;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Finds the rules of windows of which a key has one open at a time. */
final class Rules {

  private Rules() {}

  static BatchRules of(BatchQuery call, OpenBatch batch) {
    if (call.window() instanceof BatchWindow.Count count) {
      return new CountBatches(count, batch);
    }
    if (call.window() instanceof BatchWindow.Relaxed relaxed) {
      return new TimedBatches(relaxed, batch);
    }
    if (call.window() instanceof BatchWindow.ById byId) {
      RowType input = call.input();
      int id = input.getFieldIndex(byId.idColumn());
      return new IdBatches(
          RowData.createFieldGetter(input.getTypeAt(id), id),
          byId.lastColumn() == null ? -1 : input.getFieldIndex(byId.lastColumn()),
          batch);
    }
    return new TimedBatches((BatchWindow.Fixed) call.window(), batch);
  }
}
