package io.sqluice.http.client;

import io.netty.resolver.InetNameResolver;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.asynchttpclient.AsyncHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One holder's share in the worker's {@link SharedResources}. What it hands out is shared: holders
 * must not shut it down, and must not use it after {@link #close()}. Thread-safe.
 */
public final class Lease implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  private final SharedResources resources;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Queue<Runnable> releases = new ConcurrentLinkedQueue<>();

  Lease(SharedResources resources) {
    this.resources = resources;
  }

  /** One daemon thread for timers; tasks must not block it. */
  public ScheduledExecutorService timers() {
    return resources.timers();
  }

  /**
   * Runs a task when the time for something is up that mostly ends before; at a tenth of a second
   * too late, on a thread that it must not block.
   *
   * @return cancels it
   */
  public Runnable timeout(Duration limit, Runnable task) {
    return resources.timer().timeout(limit, task);
  }

  CallTimer timer() {
    return resources.timer();
  }

  /**
   * Daemon threads {@code sqluice-worker-N} for work that takes processor time, such as
   * decompression and extraction: as many as there are cores, at least two, with an unbounded
   * queue.
   */
  public ExecutorService workers() {
    return resources.workers();
  }

  /** Connections that are closed when their last holder's lease is. */
  AsyncHttpClient client(ConnectionSettings settings) {
    AsyncHttpClient client = resources.acquireClient(settings);
    releases.add(() -> resources.releaseClient(settings));
    return client;
  }

  /**
   * A thing that all holders with an equal key share. It is closed with the lease of the last of
   * them.
   *
   * @param type of the thing; keys of different types are never equal
   * @param maker makes it for the first
   */
  public <T extends AutoCloseable> T share(Class<T> type, Object key, Supplier<T> maker) {
    Map.Entry<Class<?>, Object> typed = Map.entry(type, key);
    T shared = type.cast(resources.acquireShared(typed, maker));
    releases.add(() -> resources.releaseShared(typed));
    return shared;
  }

  InetNameResolver nameResolver() {
    return resources.nameResolver();
  }

  /** Gives the share back. The last holder's call closes everything, without waiting for it. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        releases.forEach(Lease::runQuietly);
      } finally {
        SharedResources.release();
      }
    }
  }

  /** What one thing does not come to an end with is no reason to keep the others. */
  private static void runQuietly(Runnable release) {
    try {
      release.run();
    } catch (RuntimeException failed) {
      LOG.warn("A shared thing of the worker does not close", failed);
    }
  }
}
