package io.sqluice.http.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.sqluice.http.secret.Redaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallHooksTest {

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final Redaction redaction = new Redaction();

  /** Credentials that carry a number, and may be renewed as often as asked. */
  private static final class Numbered implements Authenticator {

    private final AtomicInteger number = new AtomicInteger(1);

    @Override
    public CompletableFuture<HttpRequest> authenticate(HttpRequest request) {
      return CompletableFuture.supplyAsync(
          () -> request.withHeader("Authorization", "token-" + number));
    }

    @Override
    public boolean rejected(HttpRequest request) {
      number.incrementAndGet();
      return true;
    }
  }

  @Test
  void should_renew_rejected_credentials_once() throws Exception {
    SERVER.stubFor(get("/a").willReturn(unauthorized()));
    SERVER.stubFor(
        get("/a").withHeader("Authorization", equalTo("token-2")).willReturn(ok("good")));

    try (HttpCaller caller = caller(new Numbered(), AnswerCheck.NONE, 1)) {
      assertThat(caller.call(request("/a")).get().body())
          .isEqualTo("good".getBytes(StandardCharsets.UTF_8));
    }
    SERVER.verify(2, getRequestedFor(urlEqualTo("/a")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"success", "ignored"})
  void should_renew_rejected_credentials_where_401_is_an_answer(String kind) {
    SERVER.stubFor(get("/answer").willReturn(unauthorized()));
    SERVER.stubFor(get("/answer").withHeader("Authorization", equalTo("token-2")).willReturn(ok()));
    CallHooks hooks = new CallHooks(new Numbered(), AnswerCheck.NONE, redaction);
    TestingConfig config =
        kind.equals("success")
            ? new TestingConfig().successCodes("200,401")
            : new TestingConfig().ignoredCodes("401");

    try (TestingCaller caller = new TestingCaller(config, hooks, UnaryOperator.identity())) {
      assertThat(caller.respond(request("/answer")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void should_take_a_401_that_is_an_answer_when_renewing_does_not_help() {
    SERVER.stubFor(get("/refused").willReturn(unauthorized()));
    CallHooks hooks = new CallHooks(new Numbered(), AnswerCheck.NONE, redaction);
    TestingConfig config = new TestingConfig().ignoredCodes("401");

    try (TestingCaller caller = new TestingCaller(config, hooks, UnaryOperator.identity())) {
      assertThat(caller.respond(request("/refused")).statusCode()).isEqualTo(401);
    }
    SERVER.verify(2, getRequestedFor(urlEqualTo("/refused")));
  }

  /** All are let go at once otherwise: each got its start long before the token came. */
  @Test
  void should_keep_the_rate_of_requests_that_waited_for_a_token() {
    SERVER.stubFor(get("/data").willReturn(ok()));
    CompletableFuture<String> token = new CompletableFuture<>();
    Authenticator sharing =
        request -> token.thenApply(value -> request.withHeader("Authorization", value));
    CallHooks hooks = new CallHooks(sharing, AnswerCheck.NONE, redaction);
    TestingConfig config = new TestingConfig().requestsPerSecond(10);

    try (TestingCaller caller = new TestingCaller(config, hooks, UnaryOperator.identity())) {
      List<CompletableFuture<HttpResponse>> calls =
          Stream.generate(() -> caller.start(request("/data"))).limit(5).toList();
      caller.timer.advance(Duration.ofSeconds(5));
      assertThat(caller.counter("requests")).isZero();
      assertThat(caller.metrics.getGauge("inFlight").orElseThrow().getValue()).isEqualTo(0);

      token.complete("T1");

      for (int i = 0; i < 5; i++) {
        assertThat(caller.counter("requests")).isEqualTo(i + 1);
        caller.timer.advance(Duration.ofMillis(100));
      }
      calls.forEach(TestingCaller::response);
      assertThat(caller.counter("rateLimitWaitMs")).isEqualTo(100 + 200 + 300 + 400);
    }
    SERVER.verify(
        5, getRequestedFor(urlEqualTo("/data")).withHeader("Authorization", equalTo("T1")));
  }

  /** Whose answers are never there at once. */
  @Test
  void should_ask_slow_authenticators_twice_and_no_more() {
    SERVER.stubFor(get("/slow").willReturn(ok()));
    List<CompletableFuture<HttpRequest>> asked = new CopyOnWriteArrayList<>();
    Authenticator slow =
        request -> {
          asked.add(new CompletableFuture<>());
          return asked.get(asked.size() - 1);
        };
    CallHooks hooks = new CallHooks(slow, AnswerCheck.NONE, redaction);

    try (TestingCaller caller =
        new TestingCaller(new TestingConfig(), hooks, UnaryOperator.identity())) {
      CompletableFuture<HttpResponse> call = caller.start(request("/slow"));
      asked.get(0).complete(request("/slow"));
      asked.get(1).complete(request("/slow").withHeader("Authorization", "second"));

      assertThat(TestingCaller.response(call).statusCode()).isEqualTo(200);
      assertThat(asked).hasSize(2);
    }
    SERVER.verify(
        getRequestedFor(urlEqualTo("/slow")).withHeader("Authorization", equalTo("second")));
  }

  @Test
  void should_not_renew_credentials_for_ever() {
    SERVER.stubFor(get("/never").willReturn(unauthorized()));

    try (HttpCaller caller = caller(new Numbered(), AnswerCheck.NONE, 5)) {
      assertThat(TestingCaller.failure(caller.call(request("/never"))).statusCode()).isEqualTo(401);
    }
    SERVER.verify(2, getRequestedFor(urlEqualTo("/never")));
  }

  @Test
  void should_not_take_credentials_to_another_origin() throws Exception {
    String there = SERVER.url("/there").replace("localhost", "127.0.0.1");
    SERVER.stubFor(
        get("/here").willReturn(aResponse().withStatus(302).withHeader("Location", there)));
    SERVER.stubFor(get("/there").willReturn(ok()));

    try (HttpCaller caller = caller(new Numbered(), AnswerCheck.NONE, 1)) {
      caller.call(request("/here")).get();
    }
    SERVER.verify(getRequestedFor(urlEqualTo("/there")).withoutHeader("Authorization"));
  }

  @Test
  void should_say_why_there_are_no_credentials() {
    redaction.add("hidden-value");
    Authenticator none =
        request ->
            CompletableFuture.failedFuture(
                new HttpCallException("the token for hidden-value was refused", 400, null));

    try (HttpCaller caller = caller(none, AnswerCheck.NONE, 3)) {
      assertThat(TestingCaller.failure(caller.call(request("/x"))))
          .hasMessage(
              "GET "
                  + SERVER.url("/x")
                  + " failed after 1 attempt: there are no credentials for it: the token for ***"
                  + " was refused. Check 'auth.*'.");
    }
  }

  /** Nobody hears what is thrown on the timer thread, where retries begin. */
  @Test
  void should_fail_when_the_authenticator_breaks_on_a_retry() {
    SERVER.stubFor(get("/busy").willReturn(serviceUnavailable()));
    AtomicInteger requests = new AtomicInteger();
    Authenticator breaking =
        request -> {
          if (requests.incrementAndGet() == 2) {
            throw new IllegalStateException("no ticket left");
          }
          return CompletableFuture.completedFuture(request);
        };

    assertBreaks(
        breaking,
        "/busy",
        2,
        "there are no credentials for it: the authenticator broke with"
            + " java.lang.IllegalStateException: no ticket left. Check 'auth.*'.",
        Duration.ofSeconds(1));
  }

  @Test
  void should_fail_when_the_authenticator_returns_nothing() {
    assertBreaks(
        request -> null,
        "/x",
        1,
        "there are no credentials for it: the authenticator broke with"
            + " java.lang.NullPointerException: authenticate() returned null. Check 'auth.*'.");
    assertBreaks(
        request -> CompletableFuture.completedFuture(null),
        "/x",
        1,
        "there are no credentials for it: the authenticator broke with"
            + " java.lang.NullPointerException: authenticate() completed with null. Check"
            + " 'auth.*'.");
  }

  @Test
  void should_fail_when_the_authenticator_breaks_on_a_refusal() {
    SERVER.stubFor(get("/a").willReturn(unauthorized()));
    Authenticator breaking =
        new Authenticator() {
          @Override
          public CompletableFuture<HttpRequest> authenticate(HttpRequest request) {
            return CompletableFuture.completedFuture(request);
          }

          @Override
          public boolean rejected(HttpRequest request) {
            throw new IllegalStateException("what is this?");
          }
        };

    assertBreaks(
        breaking,
        "/a",
        1,
        "there are no credentials for it: the authenticator broke with"
            + " java.lang.IllegalStateException: what is this?. Check 'auth.*'.");
  }

  @Test
  void should_not_wait_for_ever_for_credentials() {
    assertBreaks(
        request -> new CompletableFuture<>(),
        "/x",
        2,
        "there were no credentials for it within 'connect.timeout' and 'request.timeout', together"
            + " 40000 ms. Check 'auth.*', or raise 'request.timeout'.",
        Duration.ofSeconds(40),
        Duration.ofSeconds(1),
        Duration.ofSeconds(40));
  }

  @Test
  void should_fail_when_the_client_breaks_as_it_sends() {
    CallHooks hooks = new CallHooks(Authenticator.NONE, AnswerCheck.NONE, redaction);
    UnaryOperator<CallEnvironment> stopped =
        environment ->
            new CallEnvironment(
                environment.lease(),
                new StoppedTimer(),
                environment.random(),
                environment.names(),
                environment.isPublic());

    try (TestingCaller caller = new TestingCaller(new TestingConfig(), hooks, stopped)) {
      assertThat(caller.fail(request("/x")))
          .hasMessage(
              "GET "
                  + SERVER.url("/x")
                  + " failed after 1 attempt: the client broke with"
                  + " java.util.concurrent.RejectedExecutionException: stopped. If it is a lack of"
                  + " memory, ask for less at once; else this should not happen, so report it.");
      assertThat(caller.metrics.getGauge("inFlight").orElseThrow().getValue()).isEqualTo(0);
    }
  }

  /** A timer that takes no more tasks, the limit of a request among them. */
  private static final class StoppedTimer implements CallTimer {

    @Override
    public Instant instant() {
      return ManualCallTimer.START;
    }

    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
      throw new RejectedExecutionException("stopped");
    }
  }

  private void assertBreaks(
      Authenticator authenticator, String path, int attempts, String message, Duration... waits) {
    CallHooks hooks = new CallHooks(authenticator, AnswerCheck.NONE, redaction);
    TestingConfig config = new TestingConfig().maxAttempts(attempts);
    try (TestingCaller caller = new TestingCaller(config, hooks, UnaryOperator.identity())) {
      assertThat(caller.fail(request(path), waits))
          .hasMessage(
              "GET "
                  + SERVER.url(path)
                  + " failed after "
                  + attempts
                  + (attempts == 1 ? " attempt: " : " attempts: ")
                  + message);
      assertThat(caller.metrics.getGauge("inFlight").orElseThrow().getValue()).isEqualTo(0);
      caller.timer.awaitNothingScheduled();
    }
  }

  @Test
  void should_try_again_what_the_check_calls_retryable() throws Exception {
    SERVER.stubFor(get("/busy").willReturn(ok("busy")));
    AtomicInteger checks = new AtomicInteger();
    AnswerCheck check =
        answer ->
            checks.incrementAndGet() < 3
                ? new AnswerCheck.Verdict("an error: busy", true)
                : AnswerCheck.Verdict.ACCEPTED;

    try (HttpCaller caller = caller(Authenticator.NONE, check, 3)) {
      assertThat(caller.call(request("/busy")).get().statusCode()).isEqualTo(200);
    }
    SERVER.verify(3, getRequestedFor(urlEqualTo("/busy")));
  }

  @Test
  void should_fail_at_once_with_what_the_check_calls_final() {
    SERVER.stubFor(get("/bad").willReturn(ok("{}")));
    AnswerCheck check = answer -> new AnswerCheck.Verdict("an error: no such coin", false);

    try (HttpCaller caller = caller(Authenticator.NONE, check, 3)) {
      assertThat(TestingCaller.failure(caller.call(request("/bad"))))
          .hasMessage(
              "GET "
                  + SERVER.url("/bad")
                  + " failed after 1 attempt: the answer with status 200 is an error: no such coin."
                  + " Check the request, or the options 'error.jq' and 'retry.jq'.");
    }
    SERVER.verify(1, getRequestedFor(urlEqualTo("/bad")));
  }

  private HttpCaller caller(Authenticator authenticator, AnswerCheck check, int attempts) {
    return HttpCaller.open(
        new TestingConfig().maxAttempts(attempts).redirects(RedirectPolicy.ALL).build(),
        new CallHooks(authenticator, check, redaction),
        TestingCaller.secrets(),
        new UnregisteredMetricsGroup());
  }

  private static HttpRequest request(String path) {
    return new HttpRequest("GET", SERVER.url(path), List.of(), null);
  }
}
