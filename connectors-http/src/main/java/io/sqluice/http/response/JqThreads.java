package io.sqluice.http.response;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs jq programs on threads of their own, under a time limit. A program that takes too long is
 * left behind with its thread and ends at its next function call or output; jackson-jq does not
 * heed interrupts in between, for example in a backtracking regular expression. Thread-safe; idle
 * threads end by themselves, so there is nothing to close.
 */
final class JqThreads {

  private static final long IDLE_SECONDS = 5;

  /** jq loops by recursion: room for some ten thousand rounds. */
  private static final long STACK_BYTES = 16L << 20;

  private final Duration limit;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          JqThreads::thread);

  /**
   * @param limit of one call
   */
  JqThreads(Duration limit) {
    this.limit = limit;
  }

  /**
   * The result of work that runs jq; waits for it on the calling thread.
   *
   * @throws ExtractionException what the work throws, or that it took too long, or that the calling
   *     thread was interrupted (it stays so)
   */
  <T> T call(Callable<T> work) throws ExtractionException {
    Future<T> result = threads.submit(work);
    try {
      return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (TimeoutException e) {
      throw new ExtractionException(
          "the jq program did not finish within %d ms; simplify it, or set jq.timeout higher"
              .formatted(limit.toMillis()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExtractionException("interrupted while the jq program ran", e);
    } finally {
      result.cancel(true);
    }
  }

  private static ExtractionException failure(Throwable cause) {
    if (cause instanceof ExtractionException failure) {
      return failure;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new ExtractionException("the jq program failed: " + cause, cause);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "sqluice-jq", STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }
}
