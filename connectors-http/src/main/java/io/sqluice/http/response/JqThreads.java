package io.sqluice.http.response;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads bodies and runs jq on threads of their own, under limits of time and memory. A run that
 * goes beyond one is left behind with its thread, and ends at its next call, output or step of a
 * regular expression; should some not end, no further ones begin, so that they cannot take all
 * processors. Thread-safe.
 */
final class JqThreads {

  /** Runs left behind that have not ended, after which none begins. */
  static final int MOST_LEFT_BEHIND = 4;

  /** How often the memory is looked at while a run goes on. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Duration limit;
  private final JqWork kind;
  private final HeapWatch heap = new HeapWatch();
  private final AtomicInteger leftBehind = new AtomicInteger();
  private final JqThreadPool threads;

  /** For work that is a jq program. */
  JqThreads(Duration limit, JqThreadPool threads) {
    this(limit, JqWork.PROGRAM, threads);
  }

  /**
   * @param limit of one call
   * @param kind what is done, for messages
   */
  JqThreads(Duration limit, JqWork kind, JqThreadPool threads) {
    this.limit = limit;
    this.kind = kind;
    this.threads = threads;
  }

  /**
   * The result of work that runs jq; waits for it on the calling thread.
   *
   * @throws ExtractionException what the work throws, or that it took too long or too much memory,
   *     or that the calling thread was interrupted (it stays so)
   */
  <T> T call(Callable<T> work) throws ExtractionException {
    int left = leftBehind.get();
    if (left >= MOST_LEFT_BEHIND) {
      throw new ExtractionException(
          "%d earlier runs of %s have not ended although their time was up, and no further one is begun; simplify it, and restart the job if they do not end"
              .formatted(left, kind.subject()));
    }
    Run<T> run = new Run<>(work);
    Future<T> result = threads.submit(run);
    try {
      return await(result, run);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExtractionException("interrupted while " + kind.subject() + " ran", e);
    } finally {
      result.cancel(true);
      run.leave();
    }
  }

  /** The runs left behind that have not ended. */
  int leftBehind() {
    return leftBehind.get();
  }

  private <T> T await(Future<T> result, Run<T> run)
      throws ExtractionException, ExecutionException, InterruptedException {
    long begin = System.nanoTime();
    while (true) {
      long left = limit.toNanos() - (System.nanoTime() - begin);
      try {
        return result.get(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        if (left <= LOOK_NANOS) {
          throw new ExtractionException(
              "%s did not finish within %d ms; %s"
                  .formatted(kind.subject(), limit.toMillis(), kind.whenTooSlow()),
              e);
        }
        if (heap.isFullOf(run.allocated())) {
          throw new ExtractionException(kind.whenTooLarge(), e);
        }
      }
    }
  }

  private ExtractionException failure(Throwable cause) {
    if (cause instanceof ExtractionException failure) {
      return failure;
    }
    if (cause instanceof OutOfMemoryError) {
      // What took the memory is garbage by now: it hung on the stack of the run.
      return new ExtractionException(kind.whenTooLarge(), cause);
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new ExtractionException(kind.subject() + " failed: " + cause, cause);
  }

  /** Work that is counted from when it is left behind until it ends. */
  private final class Run<T> implements Callable<T> {

    private final Callable<T> work;
    private Thread thread;
    private long allocatedBefore;
    private boolean running;
    private boolean left;

    Run(Callable<T> work) {
      this.work = work;
    }

    @Override
    public T call() throws Exception {
      begin();
      try {
        return work.call();
      } finally {
        end();
      }
    }

    private synchronized void begin() {
      thread = Thread.currentThread();
      allocatedBefore = heap.allocatedBy(thread);
      running = true;
    }

    /** The bytes allocated so far. */
    synchronized long allocated() {
      return running ? heap.allocatedBy(thread) - allocatedBefore : 0;
    }

    private synchronized void end() {
      running = false;
      if (left) {
        leftBehind.decrementAndGet();
      }
    }

    /** Nobody waits for it any more. */
    synchronized void leave() {
      if (running) {
        left = true;
        leftBehind.incrementAndGet();
      }
    }
  }
}
