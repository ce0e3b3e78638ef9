package io.sqluice.duckdb.function;

import io.sqluice.duckdb.batch.BatchRules;
import io.sqluice.duckdb.batch.OpenBatch;
import java.util.LinkedHashMap;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.dataview.ListView;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.ColumnList;

/** Batches of which a key has one open at a time. */
public final class OpenBatchFunction extends BatchTableFunction {

  private static final long serialVersionUID = 1L;

  private transient BatchRules rules;

  OpenBatchFunction(BatchQuery call, CallLimits limits, boolean onTime) {
    super(call, limits, onTime);
  }

  @Override
  LinkedHashMap<String, DataType> stateTypes(DataType row) {
    LinkedHashMap<String, DataType> types = new LinkedHashMap<>();
    types.put("rows", list(row));
    types.put("marks", map(DataTypes.STRING(), DataTypes.BIGINT()));
    return types;
  }

  /** Takes a row; Flink calls it, with the literals of the call that planning has read. */
  public void eval(
      Context context,
      ListView<RowData> rows,
      MapView<String, Long> marks,
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
    rules(rows, marks).add(input, time(context));
  }

  /** A timer has fired; Flink calls it. */
  public void onTimer(OnTimerContext context, ListView<RowData> rows, MapView<String, Long> marks)
      throws Exception {
    TableTime time = time(context);
    rules(rows, marks).wake(time.end(), time);
  }

  /** Views are the same objects for all keys. */
  private BatchRules rules(ListView<RowData> rows, MapView<String, Long> marks) {
    if (rules == null) {
      rules = Rules.of(call(), new OpenBatch(rows, marks, query()));
    }
    return rules;
  }
}
