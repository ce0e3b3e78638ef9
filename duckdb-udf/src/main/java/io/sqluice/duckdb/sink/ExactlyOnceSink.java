package io.sqluice.duckdb.sink;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;

/**
 * Stages rows in the file, and moves them into the target when their checkpoint is complete, so
 * that each is there once however often the job starts again.
 */
public final class ExactlyOnceSink
    implements Sink<RowData>,
        SupportsWriterState<RowData, SinkState>,
        SupportsCommitter<StagedRows> {

  private static final long serialVersionUID = 1L;

  private final SinkConfig config;

  public ExactlyOnceSink(SinkConfig config) {
    this.config = config;
  }

  @Override
  public StatefulSinkWriter<RowData, SinkState> createWriter(WriterInitContext context)
      throws IOException {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<RowData, SinkState> restoreWriter(
      WriterInitContext context, Collection<SinkState> restored) throws IOException {
    SinkState state = restored.stream().findFirst().orElseGet(() -> new SinkState(randomName(), 1));
    return new StagingWriter(
        config, state, randomName(), context.metricGroup().getNumRecordsSendCounter());
  }

  private static String randomName() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  @Override
  public Committer<StagedRows> createCommitter(CommitterInitContext context) throws IOException {
    return new StagedRowsCommitter(config);
  }

  @Override
  public SimpleVersionedSerializer<SinkState> getWriterStateSerializer() {
    return new SinkStateSerializer();
  }

  @Override
  public SimpleVersionedSerializer<StagedRows> getCommittableSerializer() {
    return new StagedRowsSerializer();
  }
}
