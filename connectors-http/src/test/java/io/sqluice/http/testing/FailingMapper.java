package io.sqluice.http.testing;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/**
 * Passes rows on and fails before those rows whose number is drawn. Numbers count every row that
 * comes by, replayed ones too, so that each drawn failure happens. It passes rows slowly enough for
 * barriers to fall between them.
 */
public final class FailingMapper extends RichMapFunction<String, String>
    implements CheckpointedFunction, CheckpointListener {

  private static final long serialVersionUID = 1L;

  private static final Map<String, Run> RUNS = new ConcurrentHashMap<>();

  private final String name;
  private final long pauseNanos;

  /**
   * @param failBefore numbers of rows, from 1
   */
  public FailingMapper(String name, NavigableSet<Long> failBefore, Duration pause) {
    this.name = name;
    this.pauseNanos = pause.toNanos();
    RUNS.put(name, new Run(new TreeSet<>(failBefore)));
  }

  private static final class Run {
    private final NavigableSet<Long> failBefore;
    private final AtomicLong seen = new AtomicLong();
    private final Set<Long> checkpointsWithRows = ConcurrentHashMap.newKeySet();
    private final CountDownLatch checkpointed = new CountDownLatch(1);
    private volatile int failures;

    private Run(NavigableSet<Long> failBefore) {
      this.failBefore = failBefore;
    }
  }

  /** How many failures have happened. */
  public int failures() {
    return RUNS.get(name).failures;
  }

  /** Waits for a checkpoint that has rows in it: failures happen after one only. */
  public void awaitCheckpoint() {
    try {
      RUNS.get(name).checkpointed.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String map(String row) {
    Run run = RUNS.get(name);
    long number = run.seen.incrementAndGet();
    // Before a checkpoint that knows the first poll, a restart is a fresh start: polls would have
    // other fire times, and the server would have answered for some that no job remembers.
    if (run.checkpointed.getCount() == 0
        && !run.failBefore.isEmpty()
        && number >= run.failBefore.first()) {
      run.failBefore.pollFirst();
      run.failures++;
      throw new IllegalStateException("Injected failure " + run.failures + " at row " + number);
    }
    LockSupport.parkNanos(pauseNanos);
    return row;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {
    // There is no state: only the time of a snapshot matters.
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    Run run = RUNS.get(name);
    if (run.seen.get() > 0) {
      run.checkpointsWithRows.add(context.getCheckpointId());
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    Run run = RUNS.get(name);
    if (run.checkpointsWithRows.contains(checkpointId)) {
      run.checkpointed.countDown();
    }
  }
}
