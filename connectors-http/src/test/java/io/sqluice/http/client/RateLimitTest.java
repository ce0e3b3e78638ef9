package io.sqluice.http.client;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every request passes the limits: first attempts, retries and redirects. */
class RateLimitTest {

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final Duration INTERVAL = Duration.ofMillis(100);

  @Test
  void should_send_one_request_an_interval() {
    SERVER.stubFor(get("/x").willReturn(ok()));
    HttpRequest request = TestingCaller.get(SERVER.url("/x"));

    try (TestingCaller caller = new TestingCaller(new TestingConfig().requestsPerSecond(10))) {
      CompletableFuture<HttpResponse> first = caller.start(request);
      CompletableFuture<HttpResponse> second = caller.start(request);
      CompletableFuture<HttpResponse> third = caller.start(request);
      TestingCaller.response(first);
      SERVER.verify(1, getRequestedFor(urlEqualTo("/x")));

      caller.timer.advance(INTERVAL);
      TestingCaller.response(second);
      SERVER.verify(2, getRequestedFor(urlEqualTo("/x")));

      caller.timer.advance(INTERVAL);
      TestingCaller.response(third);
      assertThat(caller.counter("rateLimitWaitMs")).isEqualTo(300);
    }
  }

  @Test
  void should_pass_retries_through_the_limit() {
    SERVER.stubFor(get("/busy").willReturn(status(503).withHeader("Retry-After", "0")));

    try (TestingCaller caller =
        new TestingCaller(new TestingConfig().maxAttempts(2).requestsPerSecond(10))) {
      HttpCallException failure =
          caller.fail(TestingCaller.get(SERVER.url("/busy")), Duration.ZERO, INTERVAL);

      assertThat(failure.statusCode()).isEqualTo(503);
      assertThat(caller.counter("rateLimitWaitMs")).isEqualTo(100);
    }
  }

  @Test
  void should_pass_redirects_through_the_limit() {
    SERVER.stubFor(get("/old").willReturn(temporaryRedirect("/new")));
    SERVER.stubFor(get("/new").willReturn(ok()));

    try (TestingCaller caller = new TestingCaller(new TestingConfig().requestsPerSecond(10))) {
      CompletableFuture<HttpResponse> call = caller.start(TestingCaller.get(SERVER.url("/old")));
      caller.timer.advanceOnceScheduled(INTERVAL);

      assertThat(TestingCaller.response(call).url()).isEqualTo(SERVER.url("/new"));
    }
  }

  @Test
  void should_have_no_more_in_flight_than_allowed() throws Exception {
    CountDownLatch three = new CountDownLatch(3);
    Semaphore answers = new Semaphore(0);
    try (RawServer server =
            new RawServer(
                connection -> {
                  while (true) {
                    connection.readHead();
                    three.countDown();
                    answers.acquire();
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                  }
                });
        TestingCaller caller = new TestingCaller(new TestingConfig().maxConcurrent(3))) {
      List<CompletableFuture<HttpResponse>> calls = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        calls.add(caller.start(TestingCaller.get(server.url("/" + i))));
      }
      assertThat(three.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(caller.metrics.getGauge("inFlight").orElseThrow().getValue()).isEqualTo(3);
      assertThat(caller.counter("requests")).isEqualTo(3);

      answers.release(10);

      calls.forEach(TestingCaller::response);
      assertThat(server.heads()).hasSize(10);
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void should_not_send_what_was_cancelled_in_the_queue() {
    SERVER.stubFor(get("/queued").willReturn(ok()));
    HttpRequest request = TestingCaller.get(SERVER.url("/queued"));

    try (TestingCaller caller = new TestingCaller(new TestingConfig().requestsPerSecond(10))) {
      TestingCaller.response(caller.start(request));
      CompletableFuture<HttpResponse> cancelled = caller.start(request);
      CompletableFuture<HttpResponse> next = caller.start(request);

      cancelled.cancel(false);
      caller.timer.advance(INTERVAL);

      TestingCaller.response(next);
    }
    SERVER.verify(2, getRequestedFor(urlEqualTo("/queued")));
  }

  @Test
  void should_free_every_place_however_calls_end() throws Exception {
    Random random = new Random(20261120);
    AtomicInteger count = new AtomicInteger();
    try (RawServer server =
            new RawServer(
                connection -> {
                  while (true) {
                    connection.readHead();
                    switch (count.getAndIncrement() % 4) {
                      case 0 -> connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                      case 1 -> connection.write("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");
                      case 2 -> connection.reset();
                      default -> connection.close();
                    }
                  }
                });
        TestingCaller caller = new TestingCaller(new TestingConfig().maxConcurrent(8))) {
      List<CompletableFuture<HttpResponse>> calls = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        calls.add(caller.start(TestingCaller.get(server.url("/" + i))));
        if (random.nextInt(3) == 0) {
          calls.get(random.nextInt(calls.size())).cancel(false);
        }
      }

      CompletableFuture<Void> all =
          CompletableFuture.allOf(calls.toArray(new CompletableFuture<?>[0]))
              .handle((nothing, failure) -> null);

      assertThat(all).succeedsWithin(Duration.ofSeconds(60));
      assertThat(caller.metrics.getGauge("inFlight").orElseThrow().getValue()).isEqualTo(0);
      caller.timer.awaitNothingScheduled();
    }
  }
}
