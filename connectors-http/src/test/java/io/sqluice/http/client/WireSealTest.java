package io.sqluice.http.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.sqluice.http.client.HttpRequest.Header;
import io.sqluice.http.secret.Redaction;
import io.sqluice.http.testing.Needles;
import io.sqluice.http.testing.SearchedLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the client library and Netty log at the finest level about requests and answers. */
class WireSealTest {

  private static final String KEY = "k3y-of-the-test";
  private static final List<Header> HEADERS =
      List.of(
          new Header("X-Api-Key", KEY),
          new Header("Accept", "text/" + KEY),
          new Header("X-Many", "one"),
          new Header("X-Many", KEY));

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final Redaction redaction = new Redaction();
  private SearchedLog log;

  @BeforeEach
  void listen() {
    redaction.add(KEY);
    log = new SearchedLog(Needles.of(KEY));
  }

  @AfterEach
  void stop() {
    log.close();
  }

  @Test
  void should_send_the_true_request_and_log_its_stand_in() {
    SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withBody("good")));

    try (TestingCaller caller = caller(1)) {
      caller.respond(
          (new HttpRequest("GET", SERVER.url("/a/" + KEY + "?k=" + KEY), HEADERS, null)));
      // On the connection that the first one has left in the pool.
      caller.respond(
          (new HttpRequest(
              "POST", SERVER.url("/b?k=" + KEY), HEADERS, KEY.getBytes(StandardCharsets.UTF_8))));
    }

    SERVER.verify(
        getRequestedFor(urlEqualTo("/a/" + KEY + "?k=" + KEY))
            .withHeader("X-Api-Key", equalTo(KEY))
            .withHeader("Accept", equalTo("text/" + KEY))
            .withHeader("X-Many", equalTo("one"))
            .withHeader("X-Many", equalTo(KEY))
            .withHeader("User-Agent", equalTo("sqluice/test")));
    SERVER.verify(
        postRequestedFor(urlEqualTo("/b?k=" + KEY))
            .withHeader("X-Api-Key", equalTo(KEY))
            .withHeader("Content-Length", equalTo(String.valueOf(KEY.length())))
            .withRequestBody(equalTo(KEY)));
    assertThat(log.messagesOf("org.asynchttpclient.netty.handler.HttpHandler")).isPositive();
    assertThat(log.messagesOf("io.netty")).isPositive();
    assertThat(log.findings()).isEmpty();
  }

  @Test
  void should_give_the_whole_answer_and_log_nothing_of_it() {
    SERVER.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withStatusMessage("You sent " + KEY)
                    .withHeader("Link", "</next?k=" + KEY + ">; rel=next")
                    .withHeader("X-Echo", "a", KEY)
                    .withBody(KEY)));

    try (TestingCaller caller = caller(1)) {
      HttpResponse answer = caller.respond(request("/a"));

      assertThat(answer.headers())
          .containsEntry("link", List.of("</next?k=" + KEY + ">; rel=next"))
          .containsEntry("x-echo", List.of("a", KEY));
      assertThat(answer.body()).asString().isEqualTo(KEY);
    }
    assertThat(log.findings()).isEmpty();
  }

  @Test
  void should_log_nothing_of_redirects_and_retries() {
    SERVER.stubFor(
        any(anyUrl())
            .willReturn(aResponse().withStatus(302).withHeader("Location", "/there?k=" + KEY)));
    SERVER.stubFor(
        any(urlEqualTo("/there?k=" + KEY))
            .willReturn(aResponse().withStatus(503).withBody("busy, " + KEY)));

    HttpCallException failure;
    try (TestingCaller caller = caller(2)) {
      failure = caller.fail(request("/a"), Duration.ofSeconds(1));
    }

    assertThat(failure)
        .hasMessage(
            "GET %s failed after 2 attempts: the server answered with status 503 and the body"
                + " \"busy, ***\". Look at the server, or raise 'retry.max-attempts' (now 2).",
            SERVER.url("/a") + "?k=*** (redirected to " + SERVER.url("/there") + "?k=***)");
    assertThat(log.messagesOf("io.sqluice.http.client.Call")).isPositive();
    assertThat(log.findings()).isEmpty();
  }

  @Test
  void should_quote_no_secret_from_an_answer_that_is_not_http() throws Exception {
    assertThat(failureOf("HTTP/x " + KEY + "\r\n\r\n")).contains("is not valid HTTP");
    assertThat(failureOf("HTTP/1.1 200 OK\r\n" + KEY + "\0: x\r\n\r\n")).contains("not valid HTTP");
    assertThat(failureOf("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + KEY + "\r\n"))
        .contains("failed after 1 attempt");
    assertThat(failureOf("HTTP/1.1 200 OK\r\nContent-Length: " + KEY + "\r\n\r\n"))
        .contains("failed after 1 attempt");
    assertThat(log.findings()).isEmpty();
  }

  /** The failure as it is printed, stack traces and all. */
  private String failureOf(String answer) throws Exception {
    try (RawServer server =
            new RawServer(
                connection -> {
                  connection.readHead();
                  connection.write(answer);
                });
        TestingCaller caller = caller(1)) {
      HttpRequest request = new HttpRequest("GET", server.url("/?k=" + KEY), HEADERS, null);
      StringWriter printed = new StringWriter();
      caller.fail(request).printStackTrace(new PrintWriter(printed));
      assertThat(printed.toString()).doesNotContain(KEY);
      return printed.toString();
    }
  }

  @Test
  void should_quote_no_part_of_a_secret_that_a_message_cuts() {
    SERVER.stubFor(
        any(anyUrl()).willReturn(aResponse().withStatus(400).withBody("x".repeat(90) + KEY)));

    try (TestingCaller caller = caller(1)) {
      assertThat(caller.fail(request("/a"))).hasMessageContaining("\"" + "x".repeat(90) + "***");
    }
  }

  @Test
  void should_log_nothing_where_there_is_no_connection() throws Exception {
    int port;
    try (RawServer gone = new RawServer(connection -> {})) {
      port = gone.port();
    }

    try (TestingCaller caller = caller(1)) {
      HttpRequest request =
          new HttpRequest("GET", "http://localhost:" + port + "/?k=" + KEY, HEADERS, null);
      assertThat(caller.fail(request))
          .hasMessageStartingWith("GET http://localhost:" + port + "/?k=*** failed");
    }
    assertThat(log.findings()).isEmpty();
  }

  private TestingCaller caller(int attempts) {
    return new TestingCaller(
        new TestingConfig().maxAttempts(attempts),
        new CallHooks(Authenticator.NONE, AnswerCheck.NONE, redaction),
        UnaryOperator.identity());
  }

  private static HttpRequest request(String path) {
    return new HttpRequest("GET", SERVER.url(path) + "?k=" + KEY, HEADERS, null);
  }
}
