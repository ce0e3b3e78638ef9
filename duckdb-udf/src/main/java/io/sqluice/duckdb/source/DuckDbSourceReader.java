package io.sqluice.duckdb.source;

import java.util.Map;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.table.data.RowData;

/** Emits what a {@link DuckDbSplitReader} reads in a thread of its own, and counts it. */
final class DuckDbSourceReader
    extends SingleThreadMultiplexSourceReaderBase<
        RowData, RowData, DuckDbSplit, DuckDbSourceReader.Progress> {

  private final DuckDbSplitReader reader;

  /** How far a split is emitted. */
  static final class Progress {
    private long emitted;

    Progress(long emitted) {
      this.emitted = emitted;
    }
  }

  DuckDbSourceReader(DuckDbSplitReader reader, SourceReaderContext context) {
    super(() -> reader, DuckDbSourceReader::emit, context.getConfiguration(), context);
    this.reader = reader;
  }

  private static void emit(RowData row, SourceOutput<RowData> output, Progress progress) {
    output.collect(row);
    progress.emitted++;
  }

  @Override
  protected Progress initializedState(DuckDbSplit split) {
    return new Progress(split.emitted());
  }

  @Override
  protected DuckDbSplit toSplitType(String splitId, Progress progress) {
    return new DuckDbSplit(splitId, progress.emitted);
  }

  @Override
  protected void onSplitFinished(Map<String, Progress> finished) {
    // No splits follow.
  }

  @Override
  public void close() throws Exception {
    // Otherwise a query would go on to its end, and the task would wait for it.
    reader.cancel();
    super.close();
  }
}
