package io.sqluice.http.client;

import java.time.Duration;
import java.time.InstantSource;

/**
 * The time of calls: a wall clock for dates that servers send, a monotonic one for intervals, and
 * timers. Tests bring their own, so that no test sleeps.
 */
interface CallTimer extends InstantSource {

  /** Nanoseconds of a clock that only goes forward; only differences mean something. */
  long nanoTime();

  /**
   * Runs a task once, later, on a timer thread. The task must not block.
   *
   * @return cancels the task if it has not started; harmless otherwise
   */
  Runnable schedule(Duration delay, Runnable task);

  /**
   * As {@link #schedule}, for the limit of something that mostly ends before: cheap to cancel, and
   * at a tenth of a second too late.
   */
  default Runnable timeout(Duration limit, Runnable task) {
    return schedule(limit, task);
  }
}
