package io.sqluice.http.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.annotation.Nullable;
import javax.annotation.concurrent.GuardedBy;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.AsyncHttpClientConfig.ResponseBodyPartFactory;
import org.asynchttpclient.DefaultAsyncHttpClient;
import org.asynchttpclient.DefaultAsyncHttpClientConfig;
import org.asynchttpclient.netty.channel.ChannelManager;

/**
 * The threads and connections that all tables of one worker (one class loader) share. They are made
 * for the first {@link Lease} and closed with the last one; this is the connector's only static
 * state. All threads are daemons whose names begin with {@code sqluice-}.
 */
public final class SharedResources {

  private static final int IO_THREADS = 2;
  private static final int LOOKUP_THREADS = 4;
  private static final Duration IDLE_THREAD_LIFE = Duration.ofSeconds(30);
  private static final Duration IDLE_CONNECTION_LIFE = Duration.ofSeconds(60);
  private static final int MAX_HEADER_BYTES = 64 * 1024;
  private static final Duration NEVER = Duration.ofMillis(-1);

  private static final Object LOCK = new Object();

  @GuardedBy("LOCK")
  @Nullable
  private static SharedResources current;

  @GuardedBy("LOCK")
  private static int leases;

  private final ThreadPoolExecutor workers;
  private final ScheduledThreadPoolExecutor timers;
  private final ThreadPoolExecutor lookups;
  private final BackgroundNameResolver nameResolver;
  private final NioEventLoopGroup network;
  private final HashedWheelTimer connectionTimer;
  private final CallTimer timer;
  private final SharedInstances<ConnectionSettings, AsyncHttpClient> clients =
      new SharedInstances<>(SharedResources::closeQuietly);
  private final SharedInstances<Object, AutoCloseable> shared =
      new SharedInstances<>(SharedResources::closeQuietly);

  // AHC takes a shared event loop group only if it is of this class, which Netty 4.2 deprecates.
  @SuppressWarnings("deprecation")
  SharedResources() {
    int workerThreads = Math.max(2, Runtime.getRuntime().availableProcessors());
    workers = pool(workerThreads, "sqluice-worker-");
    lookups = pool(LOOKUP_THREADS, "sqluice-lookup-");
    timers = new ScheduledThreadPoolExecutor(1, threads("sqluice-timer-"));
    timers.setRemoveOnCancelPolicy(true);
    nameResolver = new BackgroundNameResolver(lookups);
    network = new NioEventLoopGroup(IO_THREADS, new DefaultThreadFactory("sqluice-io", true));
    connectionTimer = new HashedWheelTimer(new DefaultThreadFactory("sqluice-pool", true));
    timer = new ScheduledCallTimer(timers, connectionTimer);
  }

  /** Makes the caller a holder of the worker's shared resources. Never blocks for long. */
  public static Lease acquire() {
    synchronized (LOCK) {
      if (current == null) {
        current = new SharedResources();
      }
      leases++;
      return new Lease(current);
    }
  }

  static void release() {
    synchronized (LOCK) {
      leases--;
      if (leases == 0 && current != null) {
        current.close();
        current = null;
      }
    }
  }

  ExecutorService workers() {
    return workers;
  }

  CallTimer timer() {
    return timer;
  }

  ScheduledExecutorService timers() {
    return timers;
  }

  BackgroundNameResolver nameResolver() {
    return nameResolver;
  }

  /** The connections with these settings, until they are {@linkplain #releaseClient released}. */
  AsyncHttpClient acquireClient(ConnectionSettings settings) {
    return clients.acquire(settings, this::open);
  }

  void releaseClient(ConnectionSettings settings) {
    clients.release(settings);
  }

  /** What holders with this key share, until it is {@linkplain #releaseShared released}. */
  AutoCloseable acquireShared(Object key, Supplier<? extends AutoCloseable> maker) {
    return shared.acquire(key, unused -> maker.get());
  }

  void releaseShared(Object key) {
    shared.release(key);
  }

  private AsyncHttpClient open(ConnectionSettings settings) {
    int handshakeMillis = (int) Math.min(settings.connectTimeout().toMillis(), Integer.MAX_VALUE);
    return new DefaultAsyncHttpClient(
        new DefaultAsyncHttpClientConfig.Builder()
            .setEventLoopGroup(network)
            .setNettyTimer(connectionTimer)
            .setConnectTimeout(settings.connectTimeout())
            .setHandshakeTimeout(handshakeMillis)
            .setSslContext(settings.tls().context())
            .setDisableHttpsEndpointIdentificationAlgorithm(settings.tls().insecure())
            // Each exchange has a timer of its own, for the whole of it.
            .setRequestTimeout(NEVER)
            .setReadTimeout(NEVER)
            .setPooledConnectionIdleTimeout(IDLE_CONNECTION_LIFE)
            .setConnectionPoolCleanerPeriod(Duration.ofSeconds(1))
            // A request is sent again only where we count it.
            .setMaxRequestRetry(0)
            .setFollowRedirect(false)
            .setCookieStore(null)
            .setUserAgent(null)
            // We decode ourselves: Netty stops silently after the first member of a gzip body, and
            // takes a cut one for whole.
            .setEnableAutomaticDecompression(false)
            .setCompressionEnforced(false)
            .setHttp2Enabled(false)
            .setHttpClientCodecMaxHeaderSize(MAX_HEADER_BYTES)
            .setResponseBodyPartFactory(ResponseBodyPartFactory.LAZY)
            .setHttpAdditionalChannelInitializer(SharedResources::complete)
            .build());
  }

  private static void complete(Channel channel) {
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addBefore(
        ChannelManager.AHC_HTTP_HANDLER, "sqluice-interim", new InterimResponseFilter());
    pipeline.addBefore(ChannelManager.AHC_HTTP_HANDLER, "sqluice-seal", new WireSeal());
    if (pipeline.get(ChannelManager.LOGGING_HANDLER) != null) {
      // The library's, at log level TRACE: it prints every byte, credentials included.
      pipeline.remove(ChannelManager.LOGGING_HANDLER);
    }
  }

  /** Stops everything without waiting for it. */
  void close() {
    clients.close();
    network.shutdownGracefully(0, 5, TimeUnit.SECONDS);
    connectionTimer.stop();
    timers.shutdownNow();
    workers.shutdownNow();
    lookups.shutdownNow();
  }

  private static void closeQuietly(AutoCloseable thing) {
    try {
      thing.close();
    } catch (RuntimeException failed) {
      throw failed;
    } catch (Exception impossible) {
      // Declared by AutoCloseable; what is shared here closes without I/O of its own.
      throw new IllegalStateException(impossible);
    }
  }

  private static ThreadPoolExecutor pool(int threads, String prefix) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_THREAD_LIFE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            threads(prefix));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static ThreadFactory threads(String prefix) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + count.incrementAndGet());
      thread.setDaemon(true);
      thread.setContextClassLoader(SharedResources.class.getClassLoader());
      return thread;
    };
  }
}
