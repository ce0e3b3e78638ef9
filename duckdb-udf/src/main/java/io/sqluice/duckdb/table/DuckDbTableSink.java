package io.sqluice.duckdb.table;

import io.sqluice.duckdb.sink.DirectSink;
import io.sqluice.duckdb.sink.ExactlyOnceSink;
import io.sqluice.duckdb.sink.Flushes;
import io.sqluice.duckdb.sink.SinkConfig;
import io.sqluice.duckdb.table.DuckDbTable.Writing;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/** A 'duckdb' table that is written, as the planner sees it. */
final class DuckDbTableSink implements DynamicTableSink {

  private final DuckDbTable table;
  private final boolean checkpoints;

  /**
   * @param checkpoints whether a stream has any
   */
  DuckDbTableSink(DuckDbTable table, boolean checkpoints) {
    this.table = table;
    this.checkpoints = checkpoints;
  }

  @Override
  public ChangelogMode getChangelogMode(ChangelogMode requested) {
    if (requested.containsOnly(RowKind.INSERT)) {
      return ChangelogMode.insertOnly();
    }
    return table.sink().key().isEmpty() ? ChangelogMode.all() : ChangelogMode.upsert();
  }

  /** DuckDB has one writer for each table, so that more tasks would only wait for each other. */
  @Override
  public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
    return SinkV2Provider.of(sink(context.isBounded()), 1);
  }

  private Sink<RowData> sink(boolean bounded) {
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
    return new DuckDbTableSink(table, checkpoints);
  }

  @Override
  public String asSummaryString() {
    return "duckdb";
  }
}
