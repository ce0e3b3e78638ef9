package io.sqluice.http.client;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static HttpRequest getRequest(String path) {
    return TestingCaller.get(SERVER.url(path));
  }

  @Test
  void should_wait_longer_after_each_attempt_and_give_up_after_the_last() {
    SERVER.stubFor(get("/down").willReturn(status(503).withBody("overloaded")));

    try (TestingCaller caller = new TestingCaller(new TestingConfig().maxAttempts(5))) {
      HttpCallException failure =
          caller.fail(
              getRequest("/down"),
              Duration.ofSeconds(1),
              Duration.ofSeconds(2),
              Duration.ofSeconds(4),
              Duration.ofSeconds(8));

      assertThat(failure)
          .hasMessage(
              "GET %s failed after 5 attempts: the server answered with status 503 and the body"
                  + " \"overloaded\". Look at the server, or raise 'retry.max-attempts' (now 5).",
              SERVER.url("/down"));
      assertThat(failure.statusCode()).isEqualTo(503);
      assertThat(caller.counter("requests")).isEqualTo(5);
      assertThat(caller.counter("retries")).isEqualTo(4);
      assertThat(caller.counter("responses5xx")).isEqualTo(5);
      assertThat(caller.timer.pending()).isEmpty();
    }
    SERVER.verify(5, getRequestedFor(urlEqualTo("/down")));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void should_try_again_after_a_retry_status(int code) {
    String path = "/flaky/" + code;
    SERVER.stubFor(
        get(path)
            .inScenario(path)
            .whenScenarioStateIs(STARTED)
            .willSetStateTo("up")
            .willReturn(status(code)));
    SERVER.stubFor(get(path).inScenario(path).whenScenarioStateIs("up").willReturn(ok("rows")));

    try (TestingCaller caller = new TestingCaller(new TestingConfig().maxAttempts(2))) {
      CompletableFuture<HttpResponse> call = caller.start(getRequest(path));
      caller.timer.advanceOnceScheduled(Duration.ofSeconds(1));

      assertThat(TestingCaller.response(call).body()).asString().isEqualTo("rows");
    }
    SERVER.verify(2, getRequestedFor(urlEqualTo(path)));
  }

  @ParameterizedTest
  @CsvSource({
    "400, Check the request",
    "401, Check auth.* or the credentials in the headers or parameters",
    "403, Check auth.* or the credentials in the headers or parameters",
    "404, Check the path in 'url'",
    "405, Check 'method'",
    "501, Check the request",
    "505, Check the request",
  })
  void should_fail_at_once_on_any_other_status(int code, String advice) {
    String path = "/final/" + code;
    SERVER.stubFor(get(path).willReturn(status(code)));

    try (TestingCaller caller = new TestingCaller(new TestingConfig().maxAttempts(5))) {
      assertThat(caller.fail(getRequest(path)))
          .hasMessage(
              "GET %s failed after 1 attempt: the server answered with status %d and no body. %s,"
                  + " or add the code to 'ignored-codes' (no rows), 'retry-codes' or"
                  + " 'success-codes'.",
              SERVER.url(path), code, advice);
    }
    SERVER.verify(1, getRequestedFor(urlEqualTo(path)));
  }

  @ParameterizedTest
  @CsvSource({
    "429, 7, 7",
    "503, 0, 0",
    "500, 40, 40",
    "503, 'Fri, 20 Nov 2026 12:00:40 GMT', 40",
    "503, 'Friday, 20-Nov-26 12:00:40 GMT', 40",
    "503, 'Fri Nov 20 12:00:40 2026', 40",
    "503, 'Fri, 20 Nov 2026 11:00:00 GMT', 0",
    "503, 86400, 600",
    "503, 99999999999999999999999, 600",
    "503, 'Fri, 20 Nov 2099 12:00:30 GMT', 600",
    "503, soon, 1",
    "503, -5, 1",
    "503, 1.5, 1",
  })
  void should_wait_as_long_as_the_server_asks_for(int code, String retryAfter, long seconds) {
    SERVER.stubFor(get("/busy").willReturn(status(code).withHeader("Retry-After", retryAfter)));

    try (TestingCaller caller = new TestingCaller(new TestingConfig().maxAttempts(2))) {
      HttpCallException failure = caller.fail(getRequest("/busy"), Duration.ofSeconds(seconds));

      assertThat(failure)
          .hasMessage(
              "GET %s failed after 2 attempts: the server answered with status %d and no body."
                  + " Look at the server, or raise 'retry.max-attempts' (now 2).",
              SERVER.url("/busy"), code);
    }
  }

  @Test
  void should_not_heed_retry_after_if_told_so() {
    SERVER.stubFor(get("/heedless").willReturn(status(429).withHeader("Retry-After", "7")));

    try (TestingCaller caller =
        new TestingCaller(new TestingConfig().maxAttempts(2).respectRetryAfter(false))) {
      assertThat(caller.fail(getRequest("/heedless"), Duration.ofSeconds(1)).statusCode())
          .isEqualTo(429);
    }
  }

  @Test
  void should_send_a_post_again_with_its_body() {
    SERVER.stubFor(post("/again").willReturn(status(500)));
    HttpRequest request =
        new HttpRequest("POST", SERVER.url("/again"), List.of(), new byte[] {'x', '=', '1'});

    try (TestingCaller caller = new TestingCaller(new TestingConfig().maxAttempts(3))) {
      caller.fail(request, Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    SERVER.verify(3, postRequestedFor(urlEqualTo("/again")).withRequestBody(equalTo("x=1")));
  }

  @Test
  void should_end_the_wait_for_the_next_attempt_when_cancelled() {
    SERVER.stubFor(get("/cancelled").willReturn(status(503)));

    try (TestingCaller caller =
        new TestingCaller(new TestingConfig().maxAttempts(5).maxConcurrent(1))) {
      CompletableFuture<HttpResponse> call = caller.start(getRequest("/cancelled"));
      caller.timer.advanceOnceScheduled(Duration.ofSeconds(1));
      caller.timer.awaitScheduled(Duration.ofSeconds(2));

      call.cancel(false);

      caller.timer.awaitNothingScheduled();
      assertThat(caller.metrics.getGauge("inFlight").orElseThrow().getValue()).isEqualTo(0);
    }
    SERVER.verify(2, getRequestedFor(urlEqualTo("/cancelled")));
  }

  @Test
  void should_let_others_go_while_a_call_waits_for_its_next_attempt() {
    SERVER.stubFor(get("/waits").willReturn(status(503)));
    SERVER.stubFor(get("/goes").willReturn(ok()));

    try (TestingCaller caller =
        new TestingCaller(new TestingConfig().maxAttempts(2).maxConcurrent(1))) {
      CompletableFuture<HttpResponse> waiting = caller.start(getRequest("/waits"));
      caller.timer.awaitScheduled(Duration.ofSeconds(1));

      assertThat(caller.respond(getRequest("/goes")).statusCode()).isEqualTo(200);
      assertThat(waiting).isNotDone();
    }
  }
}
