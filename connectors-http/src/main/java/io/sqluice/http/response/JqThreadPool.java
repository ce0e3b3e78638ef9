package io.sqluice.http.response;

import io.sqluice.http.client.Lease;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that read bodies and run jq, for all tables of a worker: one a run. There are as many
 * runs as threads that wait for one, and those that were left behind. Thread-safe.
 */
public final class JqThreadPool implements AutoCloseable {

  private static final long IDLE_SECONDS = 5;

  /** jq loops by recursion: room for some ten thousand rounds. */
  private static final long STACK_BYTES = 16L << 20;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          JqThreadPool::thread);

  /** The pool of the holder's worker; it is closed with the last holder's lease. */
  public static JqThreadPool of(Lease lease) {
    return lease.share(JqThreadPool.class, "jq", JqThreadPool::new);
  }

  <T> Future<T> submit(Callable<T> work) {
    return threads.submit(work);
  }

  /** Stops everything without waiting for it. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "sqluice-jq", STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }
}
