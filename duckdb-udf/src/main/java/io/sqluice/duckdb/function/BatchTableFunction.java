package io.sqluice.duckdb.function;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.dataview.ListView;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.StateTypeStrategy;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.inference.TypeStrategies;
import org.apache.flink.table.types.logical.RowType;

/**
 * The run-time function of one call of {@code DUCKDB}. It has Flink's own row format in and out,
 * and state whose time-to-live is none whatever the job's is: an open batch never expires.
 */
public abstract class BatchTableFunction extends ProcessTableFunction<RowData> {

  private static final long serialVersionUID = 1L;

  private final BatchQuery call;
  private final CallLimits limits;
  private final boolean onTime;

  private transient QueryRun query;
  private transient TableTime time;

  /**
   * @param onTime whether the call names a time column
   */
  BatchTableFunction(BatchQuery call, CallLimits limits, boolean onTime) {
    this.call = call;
    this.limits = limits;
    this.onTime = onTime;
  }

  /** The types of the state, by name, in the order of the parameters. */
  abstract LinkedHashMap<String, DataType> stateTypes(DataType row);

  final BatchQuery call() {
    return call;
  }

  final QueryRun query() {
    return query;
  }

  final TableTime time(Context context) {
    return time.in(context);
  }

  @Override
  public TypeInference getTypeInference(DataTypeFactory typeFactory) {
    DataType row = internal(call.input());
    LinkedHashMap<String, StateTypeStrategy> state = new LinkedHashMap<>();
    stateTypes(row)
        .forEach(
            (name, type) ->
                state.put(
                    name, StateTypeStrategy.of(TypeStrategies.explicit(type), Duration.ZERO)));
    return TypeInference.newBuilder()
        .staticArguments(Argument.internal(row))
        .stateTypeStrategies(state)
        .outputTypeStrategy(TypeStrategies.explicit(internal(call.output())))
        .build();
  }

  static DataType internal(RowType type) {
    return DataTypes.of(type).bridgedTo(RowData.class);
  }

  static DataType list(DataType element) {
    return ListView.newListViewDataType(element.notNull());
  }

  static DataType map(DataType key, DataType value) {
    return MapView.newMapViewDataType(key.notNull(), value.notNull());
  }

  @Override
  public void open(FunctionContext context) throws Exception {
    BatchQuery limited = call.in(limits.over(JobLimits.session(context)));
    query = new QueryRun(limited, this::collect, context.getMetricGroup());
    time = new TableTime(onTime, InstantSource.system());
    TaskEnd.whenEnded(Thread.currentThread(), query::close);
  }
}
