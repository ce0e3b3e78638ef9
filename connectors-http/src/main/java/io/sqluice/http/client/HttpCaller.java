package io.sqluice.http.client;

import io.sqluice.http.secret.TableSecrets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the requests of one table: rate limit, timeouts, size limits, retries, redirects,
 * decompression. Thread-safe; no method waits for the network.
 *
 * <p>Failed attempts are repeated as the configuration says whatever the method is: a POST whose
 * answer was lost is sent again. Redirects that are followed count as requests of their own for the
 * rate limit and the request timeout, not as attempts.
 */
public final class HttpCaller implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpCaller.class);

  private final CallContext context;
  private final Lease lease;
  private final Set<CompletableFuture<HttpResponse>> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private HttpCaller(CallContext context, Lease lease) {
    this.context = context;
    this.lease = lease;
  }

  /**
   * A caller with a share of the worker's threads and connections until it is closed.
   *
   * @param secrets has the credentials of the proxy
   * @param group where the metrics are registered
   * @throws TlsFileException if a file of {@code tls.*} is of no use
   * @throws io.sqluice.http.secret.MissingSecretException if nothing defines a secret
   */
  public static HttpCaller open(
      ClientConfig config, CallHooks hooks, TableSecrets secrets, MetricGroup group) {
    return open(config, hooks, secrets, group, CallEnvironment.of(SharedResources.acquire()));
  }

  static HttpCaller open(
      ClientConfig config,
      CallHooks hooks,
      TableSecrets secrets,
      MetricGroup group,
      CallEnvironment environment) {
    try {
      return new HttpCaller(
          context(config, hooks, secrets, group, environment), environment.lease());
    } catch (TlsFileException useless) {
      environment.lease().close();
      throw new TlsFileException(
          "Table " + config.tableName() + " cannot start:\n  - " + useless.getMessage(),
          useless.getCause());
    } catch (RuntimeException | Error failed) {
      environment.lease().close();
      throw failed;
    }
  }

  private static CallContext context(
      ClientConfig config,
      CallHooks hooks,
      TableSecrets secrets,
      MetricGroup group,
      CallEnvironment environment) {
    Lease lease = environment.lease();
    ConnectionSettings settings = ConnectionSettings.read(config.connection(), secrets);
    if (config.connection().tls().insecure()) {
      LOG.warn(
          "Table {}: 'tls.insecure' = 'true' takes any certificate for any host, so that whoever is"
              + " on the way can read and change what is sent. Name the CA in 'tls.ca' instead.",
          config.tableName());
    }
    Connections connections =
        new Connections(
            lease.client(settings), config, settings, environment.names(), environment.isPublic());
    RequestLimiter.Member limiter =
        limiter(config.rateLimit(), environment).join(config.rateLimit());
    try {
      Backoff backoff = new Backoff(config.retry(), environment.random());
      return new CallContext(
          config,
          hooks,
          new Authentication(hooks.authenticator(), environment.timer(), config),
          connections,
          environment.timer(),
          lease.workers(),
          limiter,
          new AnswerReader(
              config, hooks.check(), connections, limiter, backoff, environment.timer()),
          backoff,
          new Redirects(config.hosts()),
          new ClientMetrics(group, limiter::inFlight));
    } catch (RuntimeException | Error failed) {
      // Its budget would bind the others of the group for good.
      limiter.leave();
      throw failed;
    }
  }

  private static RequestLimiter limiter(RateLimit budget, CallEnvironment environment) {
    Object sharers = budget.sharedBy();
    return sharers == null
        ? new RequestLimiter(environment.timer())
        : environment
            .lease()
            .share(RequestLimiter.class, sharers, () -> new RequestLimiter(environment.timer()));
  }

  /**
   * Sends a request, as often as the retry policy says.
   *
   * <p>The future completes on a network, timer or worker thread with a response whose status code
   * is a success or an ignored one, or 304 if the request was conditional. It fails with {@link
   * HttpCallException}. Cancelling it closes the connection or ends the wait for the next attempt,
   * and frees the call's place under the limits at once. After {@link #close()} it fails with
   * {@link CallerClosedException}.
   */
  public CompletableFuture<HttpResponse> call(HttpRequest request) {
    if (closed) {
      return CompletableFuture.failedFuture(new CallerClosedException());
    }
    CompletableFuture<HttpResponse> result = new Call(context, request).start();
    if (!result.isDone()) {
      underWay.add(result);
      result.whenComplete((response, failure) -> underWay.remove(result));
      if (closed) {
        result.cancel(false);
      }
    }
    return result;
  }

  /** Cancels the calls that are under way and gives back the shared resources. Does not wait. */
  @Override
  public void close() {
    closed = true;
    underWay.forEach(result -> result.cancel(false));
    context.limiter().leave();
    lease.close();
  }
}
