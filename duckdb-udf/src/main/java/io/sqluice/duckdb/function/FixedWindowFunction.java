package io.sqluice.duckdb.function;

import io.sqluice.duckdb.batch.BatchRules;
import io.sqluice.duckdb.batch.BatchWindow;
import io.sqluice.duckdb.batch.FixedBatches;
import io.sqluice.duckdb.batch.WindowedRows;
import java.util.LinkedHashMap;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.ColumnList;

/** Batches by the rows' time, of which a key may have several open. */
public final class FixedWindowFunction extends BatchTableFunction {

  private static final long serialVersionUID = 1L;

  private transient BatchRules rules;

  FixedWindowFunction(BatchQuery call, CallLimits limits) {
    super(call, limits, true);
  }

  @Override
  LinkedHashMap<String, DataType> stateTypes(DataType row) {
    LinkedHashMap<String, DataType> types = new LinkedHashMap<>();
    types.put(
        "windows",
        map(
            DataTypes.BIGINT(),
            DataTypes.ROW(
                    DataTypes.FIELD("last", DataTypes.BIGINT().notNull()),
                    DataTypes.FIELD("count", DataTypes.BIGINT().notNull()))
                .bridgedTo(RowData.class)));
    types.put(
        "windowRows",
        map(
            DataTypes.BIGINT(),
            DataTypes.ROW(
                    DataTypes.FIELD("previous", DataTypes.BIGINT().notNull()),
                    DataTypes.FIELD("row", row))
                .bridgedTo(RowData.class)));
    return types;
  }

  /** Takes a row; Flink calls it, with the literals of the call that planning has read. */
  public void eval(
      Context context,
      MapView<Long, RowData> windows,
      MapView<Long, RowData> rows,
      RowData input,
      StringData query,
      Integer size,
      StringData linger,
      StringData duration,
      Boolean relaxed,
      StringData late,
      Boolean emitEmpty,
      ColumnList batchBy,
      StringData onError,
      StringData timeout,
      StringData memoryLimit)
      throws Exception {
    rules(windows, rows).add(input, time(context));
  }

  /** A timer has fired; Flink calls it. */
  public void onTimer(
      OnTimerContext context, MapView<Long, RowData> windows, MapView<Long, RowData> rows)
      throws Exception {
    TableTime time = time(context);
    rules(windows, rows).wake(time.end(), time);
  }

  /** Views are the same objects for all keys. */
  private BatchRules rules(MapView<Long, RowData> windows, MapView<Long, RowData> rows) {
    if (rules == null) {
      rules =
          new FixedBatches(
              (BatchWindow.Fixed) call().window(),
              new WindowedRows(windows, rows, call().input().getFieldCount()),
              query());
    }
    return rules;
  }
}
