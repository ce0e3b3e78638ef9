package io.sqluice.http.testing;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/**
 * Passes rows on and fails before those rows whose number is drawn. Numbers count every row that
 * comes by, replayed ones too, so that each drawn failure happens. It passes rows slowly enough for
 * barriers to fall between them.
 */
public final class FailingMapper extends RichMapFunction<String, String>
    implements CheckpointListener {

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
    private volatile boolean checkpointed;
    private volatile int failures;

    private Run(NavigableSet<Long> failBefore) {
      this.failBefore = failBefore;
    }
  }

  /** How many failures have happened. */
  public int failures() {
    return RUNS.get(name).failures;
  }

  @Override
  public String map(String row) {
    Run run = RUNS.get(name);
    long number = run.seen.incrementAndGet();
    // Before the first checkpoint a restart is a fresh start: polls would have other fire times.
    if (run.checkpointed && !run.failBefore.isEmpty() && number >= run.failBefore.first()) {
      run.failBefore.pollFirst();
      run.failures++;
      throw new IllegalStateException("Injected failure " + run.failures + " at row " + number);
    }
    LockSupport.parkNanos(pauseNanos);
    return row;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    RUNS.get(name).checkpointed = true;
  }
}
