package io.sqluice.duckdb.source;

import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;

/** A source that reads a table or a query of DuckDB's to its end (FLIP-27). */
public final class DuckDbSource implements Source<RowData, DuckDbSplit, DuckDbEnumeratorState> {

  private static final long serialVersionUID = 1L;

  private final ScanPlan plan;

  public DuckDbSource(ScanPlan plan) {
    this.plan = plan;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<RowData, DuckDbSplit> createReader(SourceReaderContext context) {
    return new DuckDbSourceReader(new DuckDbSplitReader(plan), context);
  }

  @Override
  public SplitEnumerator<DuckDbSplit, DuckDbEnumeratorState> createEnumerator(
      SplitEnumeratorContext<DuckDbSplit> context) {
    return new DuckDbSplitEnumerator(context, List.of(new DuckDbSplit(plan.tableName(), 0)));
  }

  @Override
  public SplitEnumerator<DuckDbSplit, DuckDbEnumeratorState> restoreEnumerator(
      SplitEnumeratorContext<DuckDbSplit> context, DuckDbEnumeratorState state) {
    return new DuckDbSplitEnumerator(context, state.unassigned());
  }

  @Override
  public SimpleVersionedSerializer<DuckDbSplit> getSplitSerializer() {
    return new DuckDbSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<DuckDbEnumeratorState> getEnumeratorCheckpointSerializer() {
    return new DuckDbEnumeratorStateSerializer();
  }
}
