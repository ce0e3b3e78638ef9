package io.sqluice.duckdb.source;

import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * Gives the split of a scan to the first reader, of which there is one. Runs in the coordinator's
 * thread.
 */
final class DuckDbSplitEnumerator implements SplitEnumerator<DuckDbSplit, DuckDbEnumeratorState> {

  private final SplitEnumeratorContext<DuckDbSplit> context;
  private final List<DuckDbSplit> unassigned;

  DuckDbSplitEnumerator(SplitEnumeratorContext<DuckDbSplit> context, List<DuckDbSplit> unassigned) {
    this.context = context;
    this.unassigned = new ArrayList<>(unassigned);
  }

  @Override
  public void start() {
    // The split goes out when the reader registers.
  }

  @Override
  public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {
    // Readers never ask.
  }

  @Override
  public void addSplitsBack(List<DuckDbSplit> splits, int subtaskId) {
    unassigned.addAll(splits);
  }

  @Override
  public void addReader(int subtaskId) {
    unassigned.forEach(split -> context.assignSplit(split, subtaskId));
    unassigned.clear();
    context.signalNoMoreSplits(subtaskId);
  }

  @Override
  public DuckDbEnumeratorState snapshotState(long checkpointId) {
    return new DuckDbEnumeratorState(unassigned);
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
