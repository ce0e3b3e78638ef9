package io.sqluice.http.function;

import javax.annotation.Nullable;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.TableFunction;
import org.apache.flink.table.types.inference.TypeInference;

/**
 * {@code JQ_EACH(json, filter)}: a row for each output of a jq filter over a JSON text, with the
 * output in the column {@code value}, as text the way {@link JqFunction} gives it. No row for a
 * NULL.
 */
public final class JqEachFunction extends TableFunction<RowData> {

  private static final long serialVersionUID = 1L;

  public static final String NAME = "JQ_EACH";

  @Nullable private transient JqCalls calls;

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return JqTypeInference.giving(
        DataTypes.ROW(DataTypes.FIELD("value", DataTypes.STRING()))
            .notNull()
            .bridgedTo(RowData.class));
  }

  @Override
  public void open(FunctionContext context) {
    calls = JqCalls.open(NAME, context);
  }

  /** Called by Flink for each row. */
  public void eval(@Nullable StringData json, @Nullable StringData filter) {
    for (String output : calls.all(json, filter)) {
      collect(GenericRowData.of(StringData.fromString(output)));
    }
  }

  @Override
  public void close() {
    if (calls != null) {
      calls.close();
    }
  }
}
