package io.sqluice.http.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.sqluice.http.client.HttpRequest.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCallerTest {

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static HttpRequest getRequest(String path, Header... headers) {
    return new HttpRequest("GET", SERVER.url(path), List.of(headers), null);
  }

  @Test
  void should_answer_with_status_headers_body_and_url() {
    SERVER.stubFor(
        get("/a?b=c")
            .willReturn(
                ok("{\"x\": 1}")
                    .withHeader("Content-Type", "application/json")
                    .withHeader("X-Twice", "1", "2")));

    try (TestingCaller caller = new TestingCaller(new TestingConfig())) {
      HttpResponse response = caller.respond(getRequest("/a?b=c"));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).asString().isEqualTo("{\"x\": 1}");
      assertThat(response.headers()).containsEntry("x-twice", List.of("1", "2"));
      assertThat(response.header("content-type")).contains("application/json");
      assertThat(response.url()).isEqualTo(SERVER.url("/a?b=c"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a%2Fb",
        "/a%2fb?x=%7B%22k%22%3A1%7D",
        "/p?q=a+b%20c&r=1,2;3&s=%C3%A9",
        "/p?empty=&flag&a=1&a=2",
        "/~user/!$&'()*+,;=:@",
        "/p?symbols=[%22BTC%22,%22ETH%22]|x",
        "/?a=b/c?d",
      })
  void should_send_the_url_as_it_is(String target) throws Exception {
    try (RawServer server =
            new RawServer(
                connection -> {
                  connection.readHead();
                  connection.write("HTTP/1.1 204 No Content\r\n\r\n");
                });
        TestingCaller caller = new TestingCaller(new TestingConfig())) {

      caller.respond(TestingCaller.get(server.url(target)));

      assertThat(server.heads()).singleElement().asString().startsWith("GET " + target + " HTTP");
    }
  }

  @Test
  void should_send_method_body_and_headers_as_given() {
    SERVER.stubFor(any(anyUrl()).willReturn(ok()));
    HttpRequest request =
        new HttpRequest(
            "POST",
            SERVER.url("/orders"),
            List.of(
                new Header("Content-Type", "text/plain"),
                new Header("X-Many", "1"),
                new Header("X-Many", "2")),
            "täst".getBytes(StandardCharsets.UTF_8));

    try (TestingCaller caller = new TestingCaller(new TestingConfig())) {
      caller.respond(request);
    }

    SERVER.verify(
        postRequestedFor(urlEqualTo("/orders"))
            .withHeader("Content-Type", equalTo("text/plain"))
            .withHeader("X-Many", equalTo("1"))
            .withHeader("X-Many", equalTo("2"))
            .withHeader("Content-Length", equalTo("5"))
            .withRequestBody(equalTo("täst")));
  }

  @Test
  void should_send_the_configured_user_agent_unless_the_request_has_one() {
    SERVER.stubFor(any(anyUrl()).willReturn(ok()));

    try (TestingCaller caller = new TestingCaller(new TestingConfig())) {
      caller.respond(getRequest("/configured"));
      caller.respond(getRequest("/own", new Header("user-agent", "mine")));
    }

    SERVER.verify(
        getRequestedFor(urlEqualTo("/configured"))
            .withHeader("User-Agent", equalTo("sqluice/test")));
    SERVER.verify(getRequestedFor(urlEqualTo("/own")).withHeader("User-Agent", equalTo("mine")));
  }

  @Test
  void should_keep_no_cookies() {
    SERVER.stubFor(any(anyUrl()).willReturn(ok().withHeader("Set-Cookie", "session=1; Path=/")));

    try (TestingCaller caller = new TestingCaller(new TestingConfig())) {
      caller.respond(getRequest("/cookie"));
      caller.respond(getRequest("/cookie"));
    }

    SERVER.verify(2, getRequestedFor(urlEqualTo("/cookie")).withHeader("Cookie", absent()));
  }

  @Test
  void should_send_no_userinfo_and_show_none() {
    SERVER.stubFor(get("/userinfo").willReturn(ok()));
    SERVER.stubFor(get("/gone").willReturn(status(410)));
    String withUser = SERVER.baseUrl().replace("http://", "http://user:pass@");

    try (TestingCaller caller = new TestingCaller(new TestingConfig())) {
      HttpResponse response = caller.respond(TestingCaller.get(withUser + "/userinfo#part"));
      HttpCallException failure = caller.fail(TestingCaller.get(withUser + "/gone"));

      assertThat(response.url()).isEqualTo(SERVER.url("/userinfo"));
      assertThat(failure)
          .hasMessage(
              "GET %s failed after 1 attempt: the server answered with status 410 and no body."
                  + " Check the path in 'url', or add the code to 'ignored-codes' (no rows),"
                  + " 'retry-codes' or 'success-codes'.",
              SERVER.url("/gone"));
    }
    SERVER.verify(getRequestedFor(urlEqualTo("/userinfo")).withHeader("Authorization", absent()));
  }

  @Test
  void should_answer_with_an_ignored_status() {
    SERVER.stubFor(get("/missing").willReturn(status(404).withBody("none")));

    try (TestingCaller caller = new TestingCaller(new TestingConfig().ignoredCodes("404"))) {
      HttpResponse response = caller.respond(getRequest("/missing"));

      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.body()).asString().isEqualTo("none");
    }
  }

  @ParameterizedTest
  @CsvSource({"If-None-Match, \"v1\"", "if-modified-since, 'Fri, 20 Nov 2026 11:00:00 GMT'"})
  void should_answer_with_304_if_the_request_is_conditional(String name, String value) {
    SERVER.stubFor(get("/same").willReturn(status(304)));

    try (TestingCaller caller = new TestingCaller(new TestingConfig())) {
      HttpResponse response = caller.respond(getRequest("/same", new Header(name, value)));

      assertThat(response.statusCode()).isEqualTo(304);
      assertThat(response.body()).isEmpty();
    }
  }

  @Test
  void should_fail_on_304_if_the_request_is_not_conditional() {
    SERVER.stubFor(get("/unasked").willReturn(status(304)));

    try (TestingCaller caller = new TestingCaller(new TestingConfig())) {
      assertThat(caller.fail(getRequest("/unasked")))
          .hasMessage(
              "GET %s failed after 1 attempt: the server answered with status 304 and no body."
                  + " Check the request, or add the code to 'ignored-codes' (no rows),"
                  + " 'retry-codes' or 'success-codes'.",
              SERVER.url("/unasked"))
          .extracting(HttpCallException::statusCode)
          .isEqualTo(304);
    }
  }

  @Test
  void should_quote_the_first_100_characters_of_a_text() {
    SERVER.stubFor(
        get("/long")
            .willReturn(status(400).withBody("{\n  \"why\": \"" + "é".repeat(200) + "\"}")));

    try (TestingCaller caller = new TestingCaller(new TestingConfig())) {
      assertThat(caller.fail(getRequest("/long")))
          .hasMessage(
              "GET %s failed after 1 attempt: the server answered with status 400 and the body"
                  + " \"{ \"why\": \"%s…\". Check the request, or add the code to 'ignored-codes'"
                  + " (no rows), 'retry-codes' or 'success-codes'.",
              SERVER.url("/long"), "é".repeat(90));
    }
  }

  @Test
  void should_not_quote_what_is_no_text() {
    SERVER.stubFor(
        get("/binary").willReturn(aResponse().withStatus(400).withBody(new byte[] {0, 1, -1})));

    try (TestingCaller caller = new TestingCaller(new TestingConfig())) {
      assertThat(caller.fail(getRequest("/binary")))
          .hasMessage(
              "GET %s failed after 1 attempt: the server answered with status 400 and a body that"
                  + " is not text. Check the request, or add the code to 'ignored-codes' (no"
                  + " rows), 'retry-codes' or 'success-codes'.",
              SERVER.url("/binary"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://localhost/x, the URL is neither http nor https",
    "http://localhost/a b, the URL has characters that are not encoded",
    "http://localhost/é, the URL has characters that are not encoded",
  })
  void should_refuse_what_cannot_be_sent(String url, String reason) {
    try (TestingCaller caller = new TestingCaller(new TestingConfig().maxAttempts(3))) {
      assertThat(caller.fail(TestingCaller.get(url)))
          .hasMessage(
              "GET %s failed after 1 attempt: the request cannot be sent: %s. Check 'url',"
                  + " 'method' and the headers.",
              url, reason);
      assertThat(caller.counter("requests")).isZero();
    }
  }

  @Test
  void should_refuse_a_header_that_would_add_another() {
    HttpRequest request = getRequest("/x", new Header("X-A", "1\r\nX-B: 2"));

    try (TestingCaller caller = new TestingCaller(new TestingConfig())) {
      assertThat(caller.fail(request))
          .hasMessageStartingWith(
              "GET " + SERVER.url("/x") + " failed after 1 attempt: the request cannot be sent: ")
          .hasMessageEndingWith("Check 'url', 'method' and the headers.");
    }
  }

  @Test
  void should_pass_over_interim_responses() throws Exception {
    try (RawServer server =
            new RawServer(
                connection -> {
                  while (true) {
                    connection.readHead();
                    connection.write("HTTP/1.1 100 Continue\r\n\r\n");
                    connection.write("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
                    connection.write("HTTP/1.1 103 Early Hints\r\n\r\n");
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
                  }
                });
        TestingCaller caller = new TestingCaller(new TestingConfig())) {

      assertThat(caller.respond(TestingCaller.get(server.url("/"))).body())
          .asString()
          .isEqualTo("hi");
      assertThat(caller.respond(TestingCaller.get(server.url("/"))).body())
          .asString()
          .isEqualTo("hi");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void should_count_what_happened() {
    SERVER.stubFor(get("/ok").willReturn(ok("12345")));
    SERVER.stubFor(get("/bad").willReturn(status(400).withBody("123")));

    try (TestingCaller caller = new TestingCaller(new TestingConfig().gzip(false))) {
      caller.respond(getRequest("/ok"));
      caller.respond(getRequest("/ok"));
      caller.fail(getRequest("/bad"));

      assertThat(caller.counter("requests")).isEqualTo(3);
      assertThat(caller.counter("retries")).isZero();
      assertThat(caller.counter("responses1xx")).isZero();
      assertThat(caller.counter("responses2xx")).isEqualTo(2);
      assertThat(caller.counter("responses3xx")).isZero();
      assertThat(caller.counter("responses4xx")).isEqualTo(1);
      assertThat(caller.counter("responses5xx")).isZero();
      assertThat(caller.counter("bytesReceived")).isEqualTo(13);
      assertThat(caller.counter("rateLimitWaitMs")).isZero();
      assertThat(caller.metrics.getHistogram("requestLatency").orElseThrow().getCount())
          .isEqualTo(3);
      assertThat(caller.metrics.getGauge("inFlight").orElseThrow().getValue()).isEqualTo(0);
    }
  }

  @Test
  void should_retry_by_the_clock_of_the_machine() {
    SERVER.stubFor(get("/now").willReturn(status(503).withHeader("Retry-After", "0")));

    try (HttpCaller caller =
        HttpCaller.open(
            new TestingConfig().maxAttempts(3).build(),
            CallHooks.none(),
            TestingCaller.secrets(),
            new UnregisteredMetricsGroup())) {
      assertThat(TestingCaller.failure(caller.call(getRequest("/now"))).statusCode())
          .isEqualTo(503);
    }
    SERVER.verify(3, getRequestedFor(urlEqualTo("/now")));
  }

  @Test
  void should_cancel_what_is_under_way_when_closed() throws Exception {
    try (RawServer server = new RawServer(RawServer.Connection::readHead)) {
      TestingCaller caller = new TestingCaller(new TestingConfig());
      CompletableFuture<HttpResponse> call = caller.start(TestingCaller.get(server.url("/")));

      caller.close();

      assertThat(call).isCancelled();
      assertThatThrownBy(
              () -> caller.start(TestingCaller.get(server.url("/"))).get(20, TimeUnit.SECONDS))
          .hasRootCauseInstanceOf(IllegalStateException.class)
          .hasRootCauseMessage("The HTTP caller of the table is closed.");
    }
  }
}
