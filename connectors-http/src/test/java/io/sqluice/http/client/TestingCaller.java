package io.sqluice.http.client;

import io.sqluice.http.secret.TableSecrets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.apache.flink.metrics.testutils.MetricListener;

/** A real caller over real sockets, with a manual timer, no jitter, and its metrics in reach. */
final class TestingCaller implements AutoCloseable {

  final ManualCallTimer timer;
  final MetricListener metrics = new MetricListener();
  final HttpCaller caller;

  TestingCaller(TestingConfig config) {
    this(config, new ManualCallTimer());
  }

  /** A caller that shares its time with others. */
  TestingCaller(TestingConfig config, ManualCallTimer timer) {
    this(config, CallHooks.none(), timer, UnaryOperator.identity());
  }

  TestingCaller(TestingConfig config, CallHooks hooks, UnaryOperator<CallEnvironment> change) {
    this(config, hooks, new ManualCallTimer(), change);
  }

  /**
   * @param change what of the environment the test replaces
   */
  private TestingCaller(
      TestingConfig config,
      CallHooks hooks,
      ManualCallTimer timer,
      UnaryOperator<CallEnvironment> change) {
    this.timer = timer;
    Lease lease = SharedResources.acquire();
    CallEnvironment environment =
        new CallEnvironment(
            lease, timer, () -> 0.5, lease.nameResolver(), PublicAddresses::contains);
    caller =
        HttpCaller.open(
            config.build(), hooks, secrets(), metrics.getMetricGroup(), change.apply(environment));
  }

  /** Of which every value is its name with "value of" before it. */
  static TableSecrets secrets() {
    return new TableSecrets("tickers", name -> "value of " + name);
  }

  static HttpRequest get(String url) {
    return new HttpRequest("GET", url, List.of(), null);
  }

  CompletableFuture<HttpResponse> start(HttpRequest request) {
    return caller.call(request);
  }

  /** The response of a call that needs no time to pass. */
  HttpResponse respond(HttpRequest request) {
    return response(start(request));
  }

  /** The failure of a call after these waits between its attempts. */
  HttpCallException fail(HttpRequest request, Duration... waits) {
    CompletableFuture<HttpResponse> call = start(request);
    for (Duration wait : waits) {
      timer.advanceOnceScheduled(wait);
    }
    return failure(call);
  }

  static HttpResponse response(CompletableFuture<HttpResponse> call) {
    try {
      return call.get(20, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      throw new AssertionError(failed);
    }
  }

  static HttpCallException failure(CompletableFuture<HttpResponse> call) {
    try {
      HttpResponse response = call.get(20, TimeUnit.SECONDS);
      throw new AssertionError("expected a failure, but there was " + response);
    } catch (ExecutionException failed) {
      return (HttpCallException) failed.getCause();
    } catch (InterruptedException | TimeoutException broken) {
      throw new AssertionError(broken);
    }
  }

  long counter(String name) {
    return metrics.getCounter(name).orElseThrow().getCount();
  }

  @Override
  public void close() {
    caller.close();
  }
}
