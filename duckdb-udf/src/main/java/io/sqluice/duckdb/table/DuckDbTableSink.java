package io.sqluice.duckdb.table;

import io.sqluice.duckdb.sink.DirectSink;
import io.sqluice.duckdb.sink.ExactlyOnceSink;
import io.sqluice.duckdb.sink.Flushes;
import io.sqluice.duckdb.sink.SinkConfig;
import io.sqluice.duckdb.table.DuckDbTable.Writing;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.sink.DataStreamSinkProvider;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/** A 'duckdb' table that is written, as the planner sees it. */
final class DuckDbTableSink implements DynamicTableSink {

  private final DuckDbTable table;

  DuckDbTableSink(DuckDbTable table) {
    this.table = table;
  }

  @Override
  public ChangelogMode getChangelogMode(ChangelogMode requested) {
    if (requested.containsOnly(RowKind.INSERT)) {
      return ChangelogMode.insertOnly();
    }
    return table.sink().key().isEmpty() ? ChangelogMode.all() : ChangelogMode.upsert();
  }

  /**
   * One task writes: more would only wait for each other. Not as the parallelism of a provider, for
   * which Flink wants a key of all tables with retractions; rows that go from their tasks to a
   * single one keep their order without.
   */
  @Override
  public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
    boolean bounded = context.isBounded();
    return new DataStreamSinkProvider() {
      @Override
      public DataStreamSink<?> consumeDataStream(
          ProviderContext provider, DataStream<RowData> rows) {
        boolean checkpoints =
            rows.getExecutionEnvironment().getCheckpointConfig().isCheckpointingEnabled();
        DataStreamSink<RowData> sink =
            rows.sinkTo(sink(bounded, checkpoints)).name("duckdb: " + table.name());
        provider.generateUid("duckdb-sink").ifPresent(sink::uid);
        return sink.setParallelism(1);
      }
    };
  }

  private Sink<RowData> sink(boolean bounded, boolean checkpoints) {
    Writing sink = table.sink();
    SinkConfig config =
        new SinkConfig(
            table.name(),
            table.file(),
            table.relation().table(),
            table.columns(),
            sink.key(),
            sink.createTable());
    if (!sink.exactlyOnce()) {
      return new DirectSink(config, sink.flushes());
    }
    if (bounded) {
      return new DirectSink(config, Flushes.AT_THE_END);
    }
    return checkpoints ? new ExactlyOnceSink(config) : new DirectSink(config, sink.flushes());
  }

  @Override
  public DynamicTableSink copy() {
    return new DuckDbTableSink(table);
  }

  @Override
  public String asSummaryString() {
    return "duckdb";
  }
}
