package io.sqluice.duckdb.sink;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;

/**
 * The sink, whose process stops at a chosen step of the protocol, says so and waits to be killed.
 */
final class StoppingSink
    implements Sink<RowData>,
        SupportsWriterState<RowData, SinkState>,
        SupportsCommitter<StagedRows> {

  private static final long serialVersionUID = 1L;

  /** A step, after or before which the process stops. */
  enum Step {
    ROW,
    STAGED,
    SNAPSHOT,
    COMMITTING,
    COMMITTED
  }

  private final ExactlyOnceSink sink;
  private final Step step;
  private int left;

  /**
   * @param times at which passing of the step it stops; never if it is 0
   */
  StoppingSink(SinkConfig config, Step step, int times) {
    this.sink = new ExactlyOnceSink(config);
    this.step = step;
    this.left = times;
  }

  private void pass(Step passed) {
    if (passed == step && --left == 0) {
      System.out.println("stopped");
      try {
        while (System.in.read() >= 0) {}
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public StatefulSinkWriter<RowData, SinkState> createWriter(WriterInitContext context)
      throws IOException {
    return new Writer((StagingWriter) sink.createWriter(context));
  }

  @Override
  public StatefulSinkWriter<RowData, SinkState> restoreWriter(
      WriterInitContext context, Collection<SinkState> restored) throws IOException {
    return new Writer((StagingWriter) sink.restoreWriter(context, restored));
  }

  @Override
  public Committer<StagedRows> createCommitter(CommitterInitContext context) throws IOException {
    Committer<StagedRows> committer = sink.createCommitter(context);
    return new Committer<>() {
      @Override
      public void commit(Collection<CommitRequest<StagedRows>> requests)
          throws IOException, InterruptedException {
        pass(Step.COMMITTING);
        committer.commit(requests);
        pass(Step.COMMITTED);
      }

      @Override
      public void close() throws Exception {
        committer.close();
      }
    };
  }

  @Override
  public SimpleVersionedSerializer<SinkState> getWriterStateSerializer() {
    return sink.getWriterStateSerializer();
  }

  @Override
  public SimpleVersionedSerializer<StagedRows> getCommittableSerializer() {
    return sink.getCommittableSerializer();
  }

  private final class Writer
      implements StatefulSinkWriter<RowData, SinkState>, CommittingSinkWriter<RowData, StagedRows> {

    private final StagingWriter writer;

    Writer(StagingWriter writer) {
      this.writer = writer;
    }

    @Override
    public void write(RowData row, Context context) throws IOException {
      writer.write(row, context);
      pass(Step.ROW);
    }

    @Override
    public void flush(boolean endOfInput) {
      writer.flush(endOfInput);
    }

    @Override
    public Collection<StagedRows> prepareCommit() throws IOException {
      Collection<StagedRows> staged = writer.prepareCommit();
      pass(Step.STAGED);
      return staged;
    }

    @Override
    public List<SinkState> snapshotState(long checkpointId) {
      List<SinkState> state = writer.snapshotState(checkpointId);
      pass(Step.SNAPSHOT);
      return state;
    }

    @Override
    public void close() {
      writer.close();
    }
  }
}
