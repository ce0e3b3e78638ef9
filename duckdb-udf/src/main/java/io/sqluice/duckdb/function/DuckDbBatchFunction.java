package io.sqluice.duckdb.function;

import io.sqluice.duckdb.batch.BatchRules;
import io.sqluice.duckdb.batch.BatchWindow;
import io.sqluice.duckdb.batch.FixedBatches;
import io.sqluice.duckdb.batch.OpenBatch;
import io.sqluice.duckdb.batch.WindowedRows;
import io.sqluice.duckdb.engine.SessionConfig;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.table.api.dataview.ListView;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.dataview.StateListView;
import org.apache.flink.table.runtime.dataview.StateMapView;
import org.apache.flink.table.runtime.typeutils.InternalSerializers;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.util.Collector;

/**
 * DuckDB SQL over mini-batches of a keyed stream of rows, as {@code DUCKDB} is for Flink SQL. A key
 * has batches of its own; {@code keyBy(row -> 0)} makes batches of all rows. Batches close by the
 * clock of the machine, and when the input ends. Open batches are keyed state.
 *
 * <p>{@code tables.toDataStream(table, type.bridgedTo(RowData.class))} makes such a stream of a
 * table.
 *
 * @param <K> the type of the keys
 */
public final class DuckDbBatchFunction<K> extends KeyedProcessFunction<K, RowData, RowData>
    implements ResultTypeQueryable<RowData> {

  private static final long serialVersionUID = 1L;

  private final BatchQuery call;

  private transient QueryRun query;
  private transient StreamTime time;
  private transient BatchRules rules;
  private transient Collector<RowData> collector;
  private transient TypeSerializer<RowData> copier;

  /**
   * A function that fails the job when its query fails.
   *
   * @param query one SELECT; the rows of a batch are its relation {@code input}
   * @param input the type of the rows
   * @throws IllegalArgumentException if the query is none for such rows, or the window names
   *     columns that they do not have
   */
  public DuckDbBatchFunction(String query, RowType input, BatchWindow window) {
    this(query, input, window, OnError.FAIL, SessionConfig.DEFAULT);
  }

  /**
   * A function with settings of its own.
   *
   * @param query one SELECT; the rows of a batch are its relation {@code input}
   * @param input the type of the rows
   * @throws IllegalArgumentException if the query is none for such rows, or the window names
   *     columns that they do not have
   */
  public DuckDbBatchFunction(
      String query, RowType input, BatchWindow window, OnError onError, SessionConfig session) {
    WindowColumns.problem(window, input)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    this.call = BatchQuery.planned(query, input, window, onError, session);
  }

  /** The type of the results, which DuckDB tells. */
  public RowType outputType() {
    return call.output();
  }

  @Override
  public TypeInformation<RowData> getProducedType() {
    return InternalTypeInfo.of(call.output());
  }

  @Override
  public void open(OpenContext context) throws Exception {
    query = new QueryRun(call, row -> collector.collect(row), getRuntimeContext().getMetricGroup());
    int timeColumn =
        call.window() instanceof BatchWindow.Fixed fixed && fixed.timeColumn() != null
            ? call.input().getFieldIndex(fixed.timeColumn())
            : -1;
    time =
        new StreamTime(
            timeColumn,
            timeColumn < 0
                ? 0
                : LogicalTypeChecks.getPrecision(call.input().getTypeAt(timeColumn)));
    rules = timeColumn < 0 ? Rules.of(call, openBatch()) : fixedBatches();
    // A chained operator may change a row after it has been handed over, if the job allows it.
    copier =
        getRuntimeContext().isObjectReuseEnabled()
            ? InternalSerializers.create(call.input())
            : null;
  }

  private OpenBatch openBatch() {
    ListView<RowData> rows =
        new StateListView.KeyedStateListView<>(
            getRuntimeContext()
                .getListState(
                    new ListStateDescriptor<>("rows", InternalSerializers.create(call.input()))));
    MapView<String, Long> marks =
        new StateMapView.KeyedStateMapViewWithKeysNotNull<>(
            getRuntimeContext()
                .getMapState(
                    new MapStateDescriptor<>(
                        "marks", StringSerializer.INSTANCE, LongSerializer.INSTANCE)));
    return new OpenBatch(rows, marks, query);
  }

  private FixedBatches fixedBatches() {
    MapView<Long, RowData> windows = rowsByNumber("windows", new BigIntType(), new BigIntType());
    MapView<Long, RowData> rows = rowsByNumber("windowRows", new BigIntType(), call.input());
    return new FixedBatches(
        (BatchWindow.Fixed) call.window(),
        new WindowedRows(windows, rows, call.input().getFieldCount()),
        query);
  }

  private MapView<Long, RowData> rowsByNumber(String name, LogicalType... fields) {
    return new StateMapView.KeyedStateMapViewWithKeysNotNull<>(
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    name,
                    LongSerializer.INSTANCE,
                    InternalSerializers.create(RowType.of(fields)))));
  }

  @Override
  public void processElement(RowData row, Context context, Collector<RowData> out)
      throws Exception {
    collector = out;
    RowData kept = copier == null ? row : copier.copy(row);
    rules.add(kept, time.in(context.timerService(), kept));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<RowData> out)
      throws Exception {
    collector = out;
    rules.wake(
        context.timeDomain() == TimeDomain.EVENT_TIME ? StreamTime.END : timestamp,
        time.in(context.timerService(), null));
  }

  @Override
  public void close() {
    if (query != null) {
      query.close();
    }
  }
}
