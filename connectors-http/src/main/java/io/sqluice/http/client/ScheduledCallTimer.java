package io.sqluice.http.client;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.TimerTask;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.annotation.Nullable;

/** The machine's clocks and the worker's timer threads. */
final class ScheduledCallTimer implements CallTimer {

  /** What is shorter would come too late by a part that counts. */
  private static final Duration SHORTEST_ON_WHEEL = Duration.ofSeconds(1);

  private final ScheduledExecutorService timers;
  private final HashedWheelTimer wheel;

  /**
   * @param timers for what has to be on time
   * @param wheel for limits: with a lock that all threads want, each call would queue for it
   */
  ScheduledCallTimer(ScheduledExecutorService timers, HashedWheelTimer wheel) {
    this.timers = timers;
    this.wheel = wheel;
  }

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Runnable schedule(Duration delay, Runnable task) {
    Future<?> scheduled = timers.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }

  @Override
  public Runnable timeout(Duration limit, Runnable task) {
    if (limit.compareTo(SHORTEST_ON_WHEEL) < 0) {
      return schedule(limit, task);
    }
    Limit waiting = new Limit(task);
    Timeout timeout = wheel.newTimeout(waiting, limit.toMillis(), TimeUnit.MILLISECONDS);
    return () -> {
      waiting.task = null;
      timeout.cancel();
    };
  }

  /**
   * What is to be done when time is up. The wheel keeps what is cancelled until its next turn,
   * which at thousands of calls a second must not be their answers.
   */
  private final class Limit implements TimerTask {

    @Nullable private volatile Runnable task;

    private Limit(Runnable task) {
      this.task = task;
    }

    @Override
    public void run(Timeout due) {
      Runnable left = task;
      if (left != null) {
        execute(left);
      }
    }
  }

  /** The wheel's thread also closes idle connections. */
  private void execute(Runnable task) {
    try {
      timers.execute(task);
    } catch (RejectedExecutionException closed) {
      // Nothing is under way any more.
    }
  }
}
