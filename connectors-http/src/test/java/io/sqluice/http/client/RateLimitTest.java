package io.sqluice.http.client;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void should_send_ten_a_second_over_four_callers_of_a_group() {
    SERVER.stubFor(get("/shared").willReturn(ok()));
    HttpRequest request = TestingCaller.get(SERVER.url("/shared"));
    ManualCallTimer timer = new ManualCallTimer();
    List<TestingCaller> callers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      callers.add(new TestingCaller(new TestingConfig().requestsPerSecond(10).group("api"), timer));
    }
    List<CompletableFuture<HttpResponse>> calls = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      calls.add(callers.get(i % 4).start(request));
    }

    TestingCaller.response(calls.get(0));
    for (int second = 1; second <= 3; second++) {
      for (int step = 0; step < 100; step++) {
        timer.advance(Duration.ofMillis(10));
        // Time stands still while the limiter, on a network thread, reckons with it.
        int sent = (int) callers.stream().mapToLong(caller -> caller.counter("requests")).sum();
        calls.subList(0, sent).forEach(TestingCaller::response);
      }
      int due = 1 + 10 * second;
      SERVER.verify(due, getRequestedFor(urlEqualTo("/shared")));
      assertThat(calls.stream().filter(CompletableFuture::isDone)).hasSize(due);
    }
    // Each table counts its own.
    assertThat(callers)
        .extracting(caller -> caller.counter("requests"))
        .containsExactly(8L, 8L, 8L, 7L);
    callers.forEach(TestingCaller::close);
  }

  @Test
  void should_not_share_without_a_group_or_between_groups() {
    SERVER.stubFor(get("/own").willReturn(ok()));
    HttpRequest request = TestingCaller.get(SERVER.url("/own"));
    ManualCallTimer timer = new ManualCallTimer();
    try (TestingCaller none = new TestingCaller(new TestingConfig().requestsPerSecond(1), timer);
        TestingCaller other = new TestingCaller(new TestingConfig().requestsPerSecond(1), timer);
        TestingCaller a =
            new TestingCaller(new TestingConfig().requestsPerSecond(1).group("a"), timer);
        TestingCaller b =
            new TestingCaller(new TestingConfig().requestsPerSecond(1).group("b"), timer)) {
      for (TestingCaller caller : List.of(none, other, a, b)) {
        caller.respond(request);
      }
    }
    SERVER.verify(4, getRequestedFor(urlEqualTo("/own")));
  }

  @Test
  void should_leave_the_group_when_closed() {
    SERVER.stubFor(get("/left").willReturn(ok()));
    HttpRequest request = TestingCaller.get(SERVER.url("/left"));
    ManualCallTimer timer = new ManualCallTimer();
    TestingCaller strict =
        new TestingCaller(new TestingConfig().requestsPerSecond(0.001).group("g"), timer);
    try (TestingCaller lenient = new TestingCaller(new TestingConfig().group("g"), timer)) {
      TestingCaller.response(strict.start(request));
      strict.close();
      timer.advance(Duration.ofSeconds(1000));

      lenient.respond(request);
      lenient.respond(request);
    }
    SERVER.verify(3, getRequestedFor(urlEqualTo("/left")));
  }

  @Test
  void should_send_nothing_of_the_group_before_the_server_takes_requests_again() {
    SERVER.stubFor(
        get("/last")
            .willReturn(
                ok().withHeader("X-RateLimit-Remaining", "0")
                    .withHeader("X-RateLimit-Reset", "30")));
    SERVER.stubFor(get("/next").willReturn(ok()));
    ManualCallTimer timer = new ManualCallTimer();
    try (TestingCaller one = new TestingCaller(new TestingConfig().group("g"), timer);
        TestingCaller other = new TestingCaller(new TestingConfig().group("g"), timer)) {
      one.respond(TestingCaller.get(SERVER.url("/last")));
      CompletableFuture<HttpResponse> next = other.start(TestingCaller.get(SERVER.url("/next")));
      assertThat(timer.pending()).containsExactly(Duration.ofSeconds(30));
      timer.advance(Duration.ofSeconds(29));
      SERVER.verify(0, getRequestedFor(urlEqualTo("/next")));

      timer.advance(Duration.ofSeconds(1));
      TestingCaller.response(next);
      assertThat(other.counter("rateLimitWaitMs")).isEqualTo(30_000);
    }
  }

  @Test
  void should_hold_back_what_waits_for_the_place_of_the_last_request() {
    SERVER.stubFor(
        get("/one-by-one")
            .willReturn(
                ok().withHeader("X-RateLimit-Remaining", "0")
                    .withHeader("X-RateLimit-Reset", "30")));
    HttpRequest request = TestingCaller.get(SERVER.url("/one-by-one"));
    try (TestingCaller caller = new TestingCaller(new TestingConfig().maxConcurrent(1))) {
      CompletableFuture<HttpResponse> first = caller.start(request);
      CompletableFuture<HttpResponse> second = caller.start(request);
      TestingCaller.response(first);
      SERVER.verify(1, getRequestedFor(urlEqualTo("/one-by-one")));

      caller.timer.advanceOnceScheduled(Duration.ofSeconds(30));
      TestingCaller.response(second);
    }
  }

  @Test
  void should_wait_no_longer_than_the_longest_wait() {
    SERVER.stubFor(
        get("/huge").willReturn(ok().withHeader("RateLimit", "\"x\";r=0;t=999999999999999")));
    try (TestingCaller caller = new TestingCaller(new TestingConfig())) {
      caller.respond(TestingCaller.get(SERVER.url("/huge")));
      CompletableFuture<HttpResponse> next = caller.start(TestingCaller.get(SERVER.url("/huge")));
      caller.timer.advanceOnceScheduled(Duration.ofMinutes(10));

      TestingCaller.response(next);
    }
  }

  @Test
  void should_not_heed_the_fields_if_told_so() {
    SERVER.stubFor(
        get("/ignored")
            .willReturn(
                status(429)
                    .withHeader("X-RateLimit-Remaining", "0")
                    .withHeader("X-RateLimit-Reset", "30")));
    try (TestingCaller caller =
        new TestingCaller(new TestingConfig().respectRetryAfter(false).maxAttempts(2))) {
      caller.fail(TestingCaller.get(SERVER.url("/ignored")), Duration.ofSeconds(1));
    }
    SERVER.verify(2, getRequestedFor(urlEqualTo("/ignored")));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 429})
  void should_wait_for_the_reset_instead_of_the_backoff(int code) {
    String reset = String.valueOf(ManualCallTimer.START.plusSeconds(90).getEpochSecond());
    SERVER.stubFor(
        get("/used-up")
            .willReturn(
                status(code)
                    .withHeader("X-RateLimit-Remaining", "0")
                    .withHeader("X-RateLimit-Reset", reset)));
    try (TestingCaller caller = new TestingCaller(new TestingConfig().maxAttempts(2))) {
      CompletableFuture<HttpResponse> call =
          caller.start(TestingCaller.get(SERVER.url("/used-up")));
      caller.timer.awaitScheduled(Duration.ofSeconds(90));
      SERVER.stubFor(get("/used-up").willReturn(ok()));
      caller.timer.advance(Duration.ofSeconds(90));

      TestingCaller.response(call);
    }
    SERVER.verify(2, getRequestedFor(urlEqualTo("/used-up")));
  }

  @Test
  void should_say_that_the_rate_limit_is_used_up() {
    SERVER.stubFor(
        get("/never")
            .willReturn(
                status(403)
                    .withHeader("X-RateLimit-Remaining", "0")
                    .withHeader("X-RateLimit-Reset", "3600")));
    try (TestingCaller caller = new TestingCaller(new TestingConfig().maxAttempts(1))) {
      HttpCallException failure = caller.fail(TestingCaller.get(SERVER.url("/never")));

      assertThat(failure)
          .hasMessage(
              "GET %s failed after 1 attempt: the server answered with status 403 and no body; its"
                  + " rate limit is used up for 3600 s more. Ask less often, or set"
                  + " 'rate-limit.requests-per-second'.",
              SERVER.url("/never"));
      assertThat(failure.statusCode()).isEqualTo(429);
    }
  }

  @Test
  void should_still_take_403_alone_for_a_refusal() {
    SERVER.stubFor(
        get("/forbidden").willReturn(status(403).withHeader("X-RateLimit-Remaining", "59")));
    try (TestingCaller caller = new TestingCaller(new TestingConfig().maxAttempts(3))) {
      assertThat(caller.fail(TestingCaller.get(SERVER.url("/forbidden"))).statusCode())
          .isEqualTo(403);
    }
    SERVER.verify(1, getRequestedFor(urlEqualTo("/forbidden")));
  }

  /** The metrics come last as a caller opens. */
  @Test
  void should_not_keep_the_budget_of_a_caller_that_could_not_open() {
    SERVER.stubFor(get("/x").willReturn(ok()));
    HttpRequest request = TestingCaller.get(SERVER.url("/x"));
    UnregisteredMetricsGroup broken =
        new UnregisteredMetricsGroup() {
          @Override
          public <C extends Counter> C counter(String name, C counter) {
            throw new LinkageError("no counters");
          }
        };
    Lease lease = SharedResources.acquire();
    ExecutorService workers = lease.workers();

    try (TestingCaller other = new TestingCaller(new TestingConfig().group("g"))) {
      assertThatThrownBy(
              () ->
                  HttpCaller.open(
                      new TestingConfig().requestsPerSecond(0.001).group("g").build(),
                      CallHooks.none(),
                      TestingCaller.secrets(),
                      broken,
                      CallEnvironment.of(lease)))
          .isInstanceOf(LinkageError.class)
          .hasMessage("no counters");

      // With no time going by.
      other.respond(request);
      other.respond(request);
    }
    assertThat(workers.isShutdown()).isTrue();
  }
}
