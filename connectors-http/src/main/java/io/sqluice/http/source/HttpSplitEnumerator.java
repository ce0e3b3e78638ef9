package io.sqluice.http.source;

import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * Gives each split to one reader. A table has one request stream, hence one split; which reader
 * gets it depends on the table's name, so that the tables of a job spread over its workers.
 *
 * <p>Runs in the coordinator's thread.
 */
final class HttpSplitEnumerator implements SplitEnumerator<HttpSplit, HttpEnumeratorState> {

  private final SplitEnumeratorContext<HttpSplit> context;
  private final String tableName;
  private final boolean bounded;
  private final List<HttpSplit> unassigned;

  /**
   * @param bounded whether readers are told that no more splits follow, so that they can finish
   */
  HttpSplitEnumerator(
      SplitEnumeratorContext<HttpSplit> context,
      String tableName,
      boolean bounded,
      List<HttpSplit> unassigned) {
    this.context = context;
    this.tableName = tableName;
    this.bounded = bounded;
    this.unassigned = new ArrayList<>(unassigned);
  }

  @Override
  public void start() {
    // Splits go out as readers register.
  }

  @Override
  public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {
    // Readers never ask.
  }

  @Override
  public void addSplitsBack(List<HttpSplit> splits, int subtaskId) {
    unassigned.addAll(splits);
  }

  @Override
  public void addReader(int subtaskId) {
    int owner = Math.floorMod(tableName.hashCode(), context.currentParallelism());
    if (subtaskId == owner) {
      unassigned.forEach(split -> context.assignSplit(split, subtaskId));
      unassigned.clear();
    }
    if (bounded) {
      context.signalNoMoreSplits(subtaskId);
    }
  }

  @Override
  public HttpEnumeratorState snapshotState(long checkpointId) {
    return new HttpEnumeratorState(unassigned);
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
