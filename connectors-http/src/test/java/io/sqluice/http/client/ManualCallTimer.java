package io.sqluice.http.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A timer whose time moves only when a test moves it. */
final class ManualCallTimer implements CallTimer {

  static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  private static final long PATIENCE_SECONDS = 20;

  private final List<Task> tasks = new ArrayList<>();
  private Duration now = Duration.ZERO;

  private record Task(Duration due, Runnable action) {}

  @Override
  public synchronized Instant instant() {
    return START.plus(now);
  }

  @Override
  public synchronized long nanoTime() {
    return now.toNanos();
  }

  @Override
  public synchronized Runnable schedule(Duration delay, Runnable action) {
    Task task = new Task(now.plus(delay), action);
    tasks.add(task);
    notifyAll();
    return () -> {
      synchronized (this) {
        tasks.remove(task);
        notifyAll();
      }
    };
  }

  /** The delays of what is scheduled, shortest first. */
  synchronized List<Duration> pending() {
    return tasks.stream().map(task -> task.due().minus(now)).sorted().toList();
  }

  /** Moves time on and runs what falls due, in order. */
  void advance(Duration by) {
    Duration end;
    synchronized (this) {
      end = now.plus(by);
    }
    while (true) {
      Task next;
      synchronized (this) {
        next =
            tasks.stream()
                .filter(task -> task.due().compareTo(end) <= 0)
                .min(Comparator.comparing(Task::due))
                .orElse(null);
        if (next == null) {
          now = end;
          return;
        }
        tasks.remove(next);
        now = next.due();
      }
      next.action().run();
    }
  }

  /** Waits until something is scheduled after exactly this delay, then moves time there. */
  void advanceOnceScheduled(Duration delay) {
    awaitScheduled(delay);
    advance(delay);
  }

  /** Waits until something is scheduled after exactly this delay. */
  void awaitScheduled(Duration delay) {
    await(() -> pending().contains(delay), "a task after " + delay);
  }

  /** Waits until the last task has been cancelled. */
  void awaitNothingScheduled() {
    await(() -> pending().isEmpty(), "no task");
  }

  private synchronized void await(BooleanSupplier condition, String expected) {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(giveUp - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("expected " + expected + ", but there are: " + pending());
      }
      try {
        wait(left);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError(interrupted);
      }
    }
  }
}
