package io.sqluice.http.client;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.sqluice.http.client.HttpRequest.Header;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {

  @RegisterExtension
  static final WireMockExtension HERE =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @RegisterExtension
  static final WireMockExtension ELSEWHERE =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final TestingConfig ALL = new TestingConfig().redirects(RedirectPolicy.ALL);

  private static void redirect(String from, int code, String location) {
    HERE.stubFor(any(urlEqualTo(from)).willReturn(status(code).withHeader("Location", location)));
  }

  private static HttpRequest request(String method, String path) {
    return new HttpRequest(
        method,
        HERE.url(path),
        List.of(new Header("Authorization", "Bearer t"), new Header("Content-Type", "text/plain")),
        method.equals("GET") ? null : "body".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "301, GET, GET",
    "302, GET, GET",
    "303, GET, GET",
    "307, GET, GET",
    "308, GET, GET",
    "301, POST, GET",
    "302, POST, GET",
    "303, POST, GET",
    "307, POST, POST",
    "308, POST, POST",
    "301, PUT, PUT",
    "302, PUT, PUT",
    "303, PUT, GET",
    "307, PUT, PUT",
    "303, DELETE, GET",
    "302, DELETE, DELETE",
  })
  void should_keep_or_change_the_method_as_the_status_says(
      int code, String method, String expected) {
    redirect("/old", code, "/new");
    HERE.stubFor(any(urlEqualTo("/new")).willReturn(ok("moved")));

    try (TestingCaller caller = new TestingCaller(new TestingConfig())) {
      HttpResponse response = caller.respond(request(method, "/old"));

      assertThat(response.url()).isEqualTo(HERE.url("/new"));
      assertThat(response.body()).asString().isEqualTo("moved");
      assertThat(caller.counter("requests")).isEqualTo(2);
      assertThat(caller.counter("retries")).isZero();
      assertThat(caller.counter("responses3xx")).isEqualTo(1);
    }
    var sent = HERE.findAll(anyRequestedFor(urlEqualTo("/new")));
    assertThat(sent).hasSize(1);
    boolean keepsBody = expected.equals(method) && !method.equals("GET");
    assertThat(sent.get(0).getMethod().getName()).isEqualTo(expected);
    assertThat(sent.get(0).getBodyAsString()).isEqualTo(keepsBody ? "body" : "");
    boolean becomesGet = !expected.equals(method) || code == 303;
    assertThat(sent.get(0).containsHeader("Content-Type")).isEqualTo(!becomesGet);
    assertThat(sent.get(0).getHeader("Authorization")).isEqualTo("Bearer t");
  }

  @ParameterizedTest
  @CsvSource({
    "/abs?x=1#frag, /abs?x=1",
    "other, /dir/other",
    "../up, /up",
    "?page=2, /dir/old?page=2",
    "'/with space', /with%20space",
    "/a%2Fb, /a%2Fb",
  })
  void should_resolve_a_relative_target(String location, String expected) {
    redirect("/dir/old?q=1", 302, location);
    HERE.stubFor(get(urlEqualTo(expected)).willReturn(ok()));

    try (TestingCaller caller = new TestingCaller(new TestingConfig())) {
      assertThat(caller.respond(request("GET", "/dir/old?q=1")).url())
          .isEqualTo(HERE.url(expected));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Authorization", "Cookie", "Proxy-Authorization", "X-API-Key", "x-own", "Host"})
  void should_drop_a_header_that_may_hold_a_credential_on_the_way_to_another_origin(String name) {
    redirect("/away", 307, ELSEWHERE.url("/target"));
    redirect("/stay", 307, "/target");
    HERE.stubFor(get("/target").willReturn(ok()));
    ELSEWHERE.stubFor(get("/target").willReturn(ok()));

    try (TestingCaller caller = new TestingCaller(ALL)) {
      caller.respond(TestingCaller.get(HERE.url("/stay")).withHeader(name, "secret"));
      assertThat(
              caller.respond(TestingCaller.get(HERE.url("/away")).withHeader(name, "secret")).url())
          .isEqualTo(ELSEWHERE.url("/target"));
    }

    HERE.verify(1, getRequestedFor(urlEqualTo("/target")).withHeader(name, equalTo("secret")));
    var sent = ELSEWHERE.findAll(anyRequestedFor(urlEqualTo("/target")));
    assertThat(sent).hasSize(1);
    if (name.equals("Host")) {
      assertThat(sent.get(0).getHeader("Host")).isEqualTo("localhost:" + ELSEWHERE.getPort());
    } else {
      assertThat(sent.get(0).containsHeader(name)).isFalse();
    }
  }

  @Test
  void should_keep_what_says_how_to_answer_on_the_way_to_another_origin() {
    redirect("/away", 307, ELSEWHERE.url("/target"));
    ELSEWHERE.stubFor(any(urlEqualTo("/target")).willReturn(ok()));
    List<String> kept =
        List.of(
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "If-Modified-Since",
            "if-none-match",
            "User-Agent");
    HttpRequest request = request("GET", "/away");
    for (String name : kept) {
      request = request.withHeader(name, "of " + name);
    }

    try (TestingCaller caller = new TestingCaller(ALL)) {
      caller.respond(request);
    }

    var sent = ELSEWHERE.findAll(anyRequestedFor(urlEqualTo("/target")));
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).getHeader("Content-Type")).isEqualTo("text/plain");
    for (String name : kept) {
      assertThat(sent.get(0).getHeader(name)).isEqualTo("of " + name);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {307, 308})
  void should_not_take_a_body_to_another_origin(int code) {
    redirect("/away", code, ELSEWHERE.url("/target"));

    try (TestingCaller caller = new TestingCaller(ALL)) {
      assertThat(caller.fail(request("POST", "/away")))
          .hasMessage(
              "POST %s failed after 1 attempt: the server answered with status %d and a redirect"
                  + " to http://localhost:%d, another origin, to which the body of the request is"
                  + " not sent. Put the new address into 'url', or use GET if the API takes it.",
              HERE.url("/away"), code, ELSEWHERE.getPort());
    }
    ELSEWHERE.verify(0, anyRequestedFor(urlEqualTo("/target")));
  }

  @Test
  void should_not_get_its_credentials_back_after_leaving() {
    redirect("/away", 302, ELSEWHERE.url("/bounce"));
    ELSEWHERE.stubFor(
        get("/bounce").willReturn(status(302).withHeader("Location", HERE.url("/delete"))));
    HERE.stubFor(get("/delete").willReturn(ok()));

    try (TestingCaller caller = new TestingCaller(ALL)) {
      caller.respond(request("GET", "/away"));
    }
    HERE.verify(getRequestedFor(urlEqualTo("/delete")).withHeader("Authorization", absent()));
  }

  @Test
  void should_follow_to_allowed_hosts_only() {
    redirect("/named", 302, ELSEWHERE.url("/target"));
    redirect("/other", 302, ELSEWHERE.url("/target").replace("localhost", "127.0.0.1"));
    ELSEWHERE.stubFor(get("/target").willReturn(ok()));

    try (TestingCaller caller =
        new TestingCaller(
            new TestingConfig().redirects(RedirectPolicy.ALL).allowedHosts("localhost"))) {
      assertThat(caller.respond(request("GET", "/named")).url())
          .isEqualTo(ELSEWHERE.url("/target"));
      assertThat(caller.fail(request("GET", "/other")))
          .hasMessage(
              "GET %s failed after 1 attempt: the server answered with status 302 and a redirect"
                  + " to http://127.0.0.1:%d, which 'url.allowed-hosts' does not name. Put the new"
                  + " address into 'url', or add '127.0.0.1' to 'url.allowed-hosts'.",
              HERE.url("/other"), ELSEWHERE.getPort());
    }
  }

  @Test
  void should_not_send_userinfo_that_a_target_brings() {
    redirect("/user", 302, ELSEWHERE.url("/u").replace("http://", "http://user:pass@"));
    ELSEWHERE.stubFor(get("/u").willReturn(ok()));

    try (TestingCaller caller = new TestingCaller(ALL)) {
      assertThat(caller.respond(request("GET", "/user")).url()).isEqualTo(ELSEWHERE.url("/u"));
    }

    ELSEWHERE.verify(getRequestedFor(urlEqualTo("/u")).withHeader("Authorization", absent()));
  }

  @Test
  void should_refuse_another_origin_if_told_so() {
    redirect("/away", 302, ELSEWHERE.url("/secret?token=1"));

    try (TestingCaller caller = new TestingCaller(new TestingConfig().maxAttempts(3))) {
      assertThat(caller.fail(request("GET", "/away")))
          .hasMessage(
              "GET %s failed after 1 attempt: the server answered with status 302 and a redirect"
                  + " to http://localhost:%d, which 'redirects' = 'same-origin' does not follow."
                  + " Put the new address into 'url', or set 'redirects' to 'all'.",
              HERE.url("/away"), ELSEWHERE.getPort())
          .extracting(HttpCallException::statusCode)
          .isEqualTo(302);
    }
    ELSEWHERE.verify(0, anyRequestedFor(urlEqualTo("/secret?token=1")));
  }

  @Test
  void should_refuse_any_redirect_if_told_so() {
    redirect("/old", 301, "/new");

    try (TestingCaller caller =
        new TestingCaller(new TestingConfig().redirects(RedirectPolicy.NONE))) {
      assertThat(caller.fail(request("GET", "/old")))
          .hasMessage(
              "GET %s failed after 1 attempt: the server answered with status 301 and a redirect"
                  + " to http://localhost:%d, which 'redirects' = 'none' does not follow. Put the"
                  + " new address into 'url', or set 'redirects' to 'same-origin' or 'all'.",
              HERE.url("/old"), HERE.getPort());
    }
  }

  @Test
  void should_take_a_redirect_for_an_answer_if_its_code_is_a_success() {
    redirect("/old", 302, "/new");

    try (TestingCaller caller = new TestingCaller(new TestingConfig().successCodes("2XX,302"))) {
      assertThat(caller.respond(request("GET", "/old")).header("location")).contains("/new");
    }
  }

  @Test
  void should_fail_on_a_redirect_without_target() {
    HERE.stubFor(get("/nowhere").willReturn(status(302)));

    try (TestingCaller caller = new TestingCaller(new TestingConfig())) {
      assertThat(caller.fail(request("GET", "/nowhere")))
          .hasMessage(
              "GET %s failed after 1 attempt: the server answered with status 302 and no body."
                  + " Check the request, or add the code to 'ignored-codes' (no rows),"
                  + " 'retry-codes' or 'success-codes'.",
              HERE.url("/nowhere"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://localhost/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://localhost:port/",
        "http://localhost:0/",
        "http://localhost:65536/",
        "http://good.example\\\\@localhost/",
        "http://%6cocalhost/",
        "http://a@b@localhost/"
      })
  void should_fail_on_a_target_that_is_no_web_address(String location) {
    redirect("/odd", 302, location);

    try (TestingCaller caller = new TestingCaller(ALL)) {
      assertThat(caller.fail(request("GET", "/odd")))
          .hasMessage(
              "GET %s failed after 1 attempt: the server answered with status 302 and a redirect"
                  + " to '%s', which is not an http or https URL. Check 'url'.",
              HERE.url("/odd"), location);
    }
  }

  @Test
  void should_follow_ten_redirects_and_no_more() {
    for (int i = 0; i < 12; i++) {
      redirect("/chain/" + i, 302, "/chain/" + (i + 1));
    }
    HERE.stubFor(get("/chain/12").willReturn(ok()));

    try (TestingCaller caller = new TestingCaller(new TestingConfig())) {
      assertThat(caller.respond(request("GET", "/chain/2")).url()).isEqualTo(HERE.url("/chain/12"));
      assertThat(caller.fail(request("GET", "/chain/1")))
          .hasMessage(
              "GET %s (redirected to %s) failed after 1 attempt: there are more than 10 redirects."
                  + " Put the final address into 'url'.",
              HERE.url("/chain/1"), HERE.url("/chain/11"));
    }
  }

  @Test
  void should_notice_a_loop() {
    redirect("/a", 302, "/b");
    redirect("/b", 302, "/a");

    try (TestingCaller caller = new TestingCaller(new TestingConfig().maxAttempts(3))) {
      assertThat(caller.fail(request("GET", "/a")))
          .hasMessage(
              "GET %s (redirected to %s) failed after 1 attempt: a redirect loop leads back to %s."
                  + " Put the final address into 'url'.",
              HERE.url("/a"), HERE.url("/b"), HERE.url("/a"));
    }
    HERE.verify(1, getRequestedFor(urlEqualTo("/a")));
  }

  @Test
  void should_start_at_the_first_url_when_the_target_fails_for_now() {
    redirect("/entry", 302, "/busy");
    HERE.stubFor(get("/busy").willReturn(status(503)));

    try (TestingCaller caller = new TestingCaller(new TestingConfig().maxAttempts(2))) {
      assertThat(caller.fail(request("GET", "/entry"), Duration.ofSeconds(1)))
          .hasMessage(
              "GET %s (redirected to %s) failed after 2 attempts: the server answered with status"
                  + " 503 and no body. Look at the server, or raise 'retry.max-attempts' (now 2).",
              HERE.url("/entry"), HERE.url("/busy"));
    }
    HERE.verify(2, getRequestedFor(urlEqualTo("/entry")));
    HERE.verify(2, getRequestedFor(urlEqualTo("/busy")));
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/, http://h/x, true",
    "http://h/, http://H:80/x, true",
    "http://h/, https://h/x, true",
    "http://h:8080/, https://h:8443/x, false",
    "http://h/, https://h:8443/x, false",
    "http://h:8080/, https://h/x, false",
    "https://h/, https://h:443/x, true",
    "https://h/, http://h/x, false",
    "http://h/, http://h:8080/x, false",
    "http://h/, http://www.h/x, false",
    "http://h/, https://www.h/x, false",
    "https://h/, //h.evil/x, false",
    "https://h/, https://h@evil/x, false",
  })
  void should_stay_with_the_same_origin(String from, String location, boolean follows) {
    Redirects redirects =
        new Redirects(new HostRules(RedirectPolicy.SAME_ORIGIN, AllowedHosts.ANY, false));
    RawResponse response = new RawResponse(302, Map.of("location", List.of(location)), new byte[0]);

    boolean followed;
    try {
      redirects.follow(TestingCaller.get(from), response);
      followed = true;
    } catch (AttemptFailure refused) {
      followed = false;
    }

    assertThat(followed).isEqualTo(follows);
  }
}
