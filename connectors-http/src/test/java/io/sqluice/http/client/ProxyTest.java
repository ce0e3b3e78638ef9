package io.sqluice.http.client;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.netty.pkitesting.X509Bundle;
import io.sqluice.http.secret.SecretText;
import io.sqluice.http.testing.Needles;
import io.sqluice.http.testing.SearchedLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests through a real, if small, HTTP proxy. */
class ProxyTest {

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final Pattern TARGET =
      Pattern.compile("(\\w+) (?:http://)?localhost:(\\d+)(\\S*) HTTP/1.1\r\n(?s:.*)");

  private static final String LOGIN =
      "Basic "
          + Base64.getEncoder()
              .encodeToString("value of user:value of pass".getBytes(StandardCharsets.UTF_8));

  @TempDir Path folder;

  private static RawServer proxy() throws IOException {
    return new RawServer(ProxyTest::forward);
  }

  private static void forward(RawServer.Connection client) throws IOException {
    String head = client.readHead();
    Matcher target = TARGET.matcher(head);
    if (!target.matches()) {
      client.write("HTTP/1.1 400 Not for a proxy\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    int port = Integer.parseInt(target.group(2));
    if (target.group(1).equals("CONNECT")) {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      client.relayTo(port, "");
    } else {
      String onward = head.substring(0, head.length() - 2) + "Connection: close\r\n\r\n";
      client.relayTo(
          port,
          onward.replaceFirst("http://localhost:\\d+", "").replaceAll("(?i)proxy-.*\r\n", ""));
    }
  }

  private static RawServer refusing(String statusLine) throws IOException {
    return new RawServer(
        connection -> {
          while (true) {
            connection.readHead();
            connection.write(
                "HTTP/1.1 "
                    + statusLine
                    + "\r\nProxy-Authenticate: Basic realm=\"p\"\r\nLocation: http://localhost/\r\n"
                    + "Content-Length: 2\r\n\r\n{}");
          }
        });
  }

  private static ProxyConfig open(RawServer proxy) {
    return new ProxyConfig("localhost", proxy.port(), null, null, NoProxy.NONE);
  }

  private static ProxyConfig withLogin(RawServer proxy) {
    return new ProxyConfig(
        "localhost",
        proxy.port(),
        new SecretText("SECRET user"),
        new SecretText("SECRET pass"),
        NoProxy.NONE);
  }

  private TlsServer secureServer(TestingConfig config) throws Exception {
    X509Bundle authority = TlsServer.authority("ours");
    Path ca = Files.writeString(folder.resolve("ca.pem"), authority.getCertificatePEM());
    config.tls(new TlsConfig(ca.toString(), null, null, false));
    return TlsServer.open(TlsServer.localhost(authority));
  }

  @Test
  void should_ask_the_proxy_for_the_whole_url() throws Exception {
    SERVER.stubFor(get("/x?y=1").willReturn(ok("through")));
    try (RawServer proxy = proxy();
        TestingCaller caller = new TestingCaller(new TestingConfig().proxy(open(proxy)))) {
      assertThat(caller.respond(TestingCaller.get(SERVER.url("/x?y=1"))).body())
          .asString()
          .isEqualTo("through");
      assertThat(proxy.heads().get(0)).startsWith("GET " + SERVER.url("/x?y=1") + " HTTP/1.1\r\n");
      assertThat(proxy.heads().get(0)).doesNotContainIgnoringCase("proxy-authorization");
    }
  }

  @Test
  void should_have_the_proxy_open_a_tunnel_for_tls() throws Exception {
    TestingConfig config = new TestingConfig();
    try (RawServer proxy = proxy();
        TlsServer server = secureServer(config);
        TestingCaller caller = new TestingCaller(config.proxy(withLogin(proxy)))) {
      HttpRequest request =
          TestingCaller.get(server.url("localhost")).withHeader("Authorization", "Bearer t");

      assertThat(caller.respond(request).statusCode()).isEqualTo(200);
      assertThat(caller.respond(request).statusCode()).isEqualTo(200);
      // One tunnel for both; what the table sends goes inside it.
      assertThat(proxy.heads()).hasSize(1);
      assertThat(proxy.heads().get(0))
          .startsWith("CONNECT localhost:" + server.port() + " HTTP/1.1\r\n")
          .containsIgnoringCase("\r\nProxy-Authorization: " + LOGIN + "\r\n")
          .doesNotContain("Bearer t");
    }
  }

  @Test
  void should_log_neither_the_credentials_of_the_proxy_nor_those_of_the_request() throws Exception {
    SERVER.stubFor(get("/x?k=t0ken-of-the-request").willReturn(ok("through")));
    Needles needles =
        Needles.of("t0ken-of-the-request", "value of user", "value of pass", LOGIN.substring(6));
    TestingConfig config = new TestingConfig();
    try (SearchedLog log = new SearchedLog(needles);
        RawServer proxy = proxy();
        RawServer refusing = refusing("407 Proxy Authentication Required");
        TlsServer server = secureServer(config);
        TestingCaller caller = new TestingCaller(config.proxy(withLogin(proxy)));
        TestingCaller refused = new TestingCaller(config.proxy(withLogin(refusing)))) {
      HttpRequest tunnelled =
          TestingCaller.get(server.url("localhost") + "?k=t0ken-of-the-request")
              .withHeader("X-Key", "t0ken-of-the-request");

      caller.respond(tunnelled);
      caller.respond(TestingCaller.get(SERVER.url("/x?k=t0ken-of-the-request")));
      refused.fail(tunnelled);

      assertThat(proxy.heads()).hasSize(2);
      assertThat(proxy.heads().get(0))
          .contains("\r\nuser-agent: sqluice\r\n")
          .doesNotContain("t0ken-of-the-request");
      assertThat(log.messagesOf("org.asynchttpclient.netty.handler.intercept")).isPositive();
      assertThat(log.findings()).isEmpty();
    }
  }

  @Test
  void should_check_the_certificate_behind_the_proxy() throws Exception {
    TestingConfig config = new TestingConfig();
    try (RawServer proxy = proxy();
        TlsServer server = secureServer(config);
        TestingCaller caller = new TestingCaller(config.proxy(open(proxy)).tls(TlsConfig.JVM))) {
      assertThat(caller.fail(TestingCaller.get(server.url("localhost"))))
          .hasMessageContaining(
              "the certificate of https://localhost:" + server.port() + " is not accepted");
    }
  }

  @Test
  void should_give_its_credentials_to_the_proxy_alone() throws Exception {
    SERVER.stubFor(get("/x").willReturn(ok()));
    try (RawServer proxy = proxy();
        TestingCaller caller = new TestingCaller(new TestingConfig().proxy(withLogin(proxy)))) {
      caller.respond(TestingCaller.get(SERVER.url("/x")));

      assertThat(proxy.heads().get(0))
          .containsIgnoringCase("\r\nProxy-Authorization: " + LOGIN + "\r\n");
    }
    SERVER.verify(getRequestedFor(urlEqualTo("/x")).withoutHeader("Proxy-Authorization"));
  }

  @Test
  void should_not_give_its_credentials_to_a_server_that_asks_for_them() throws Exception {
    SERVER.stubFor(
        get("/ask").willReturn(status(407).withHeader("Proxy-Authenticate", "Basic realm=\"x\"")));
    try (RawServer proxy = proxy()) {
      ProxyConfig except =
          new ProxyConfig(
              "localhost",
              proxy.port(),
              new SecretText("SECRET user"),
              new SecretText("SECRET pass"),
              NoProxy.parse("localhost"));
      try (TestingCaller caller = new TestingCaller(new TestingConfig().proxy(except))) {
        assertThat(caller.fail(TestingCaller.get(SERVER.url("/ask"))).statusCode()).isEqualTo(407);
      }
      assertThat(proxy.connections()).isZero();
    }
    SERVER.verify(1, getRequestedFor(urlEqualTo("/ask")));
    SERVER.verify(getRequestedFor(urlEqualTo("/ask")).withoutHeader("Proxy-Authorization"));
  }

  @Test
  void should_not_share_tunnels_between_logins() throws Exception {
    TestingConfig config = new TestingConfig();
    try (RawServer proxy = proxy();
        TlsServer server = secureServer(config);
        TestingCaller one = new TestingCaller(config.proxy(withLogin(proxy)));
        TestingCaller other = new TestingCaller(config.proxy(open(proxy)))) {
      one.respond(TestingCaller.get(server.url("localhost")));
      other.respond(TestingCaller.get(server.url("localhost")));

      assertThat(proxy.heads()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:9/x", "https://localhost:9/x"})
  void should_say_that_the_proxy_wants_credentials(String url) throws Exception {
    try (RawServer proxy = refusing("407 Proxy Authentication Required")) {
      try (TestingCaller caller =
          new TestingCaller(new TestingConfig().maxAttempts(3).proxy(open(proxy)))) {
        assertThat(caller.fail(TestingCaller.get(url)))
            .hasMessage(
                "GET %s failed after 1 attempt: the proxy localhost:%d refused it with status 407."
                    + " It wants credentials: set 'proxy.username' and 'proxy.password'.",
                url, proxy.port());
      }
      try (TestingCaller caller =
          new TestingCaller(new TestingConfig().maxAttempts(3).proxy(withLogin(proxy)))) {
        HttpCallException failure = caller.fail(TestingCaller.get(url));
        assertThat(failure)
            .hasMessage(
                "GET %s failed after 1 attempt: the proxy localhost:%d refused it with status 407."
                    + " Check 'proxy.username' and 'proxy.password'; only Basic credentials are"
                    + " sent.",
                url, proxy.port());
        assertThat(failure.statusCode()).isZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"403 No", "302 Elsewhere", "204 Fine", "401 Login"})
  void should_never_take_a_refused_tunnel_for_an_answer(String statusLine) throws Exception {
    try (RawServer proxy = refusing(statusLine);
        TestingCaller caller =
            new TestingCaller(
                new TestingConfig()
                    .maxAttempts(3)
                    .redirects(RedirectPolicy.ALL)
                    .proxy(open(proxy)))) {
      HttpCallException failure = caller.fail(TestingCaller.get("https://localhost:9/x"));
      assertThat(failure)
          .hasMessage(
              "GET https://localhost:9/x failed after 1 attempt: the proxy localhost:%d refused it"
                  + " with status %s. Let the proxy allow the host and port in 'url', or name the"
                  + " host in 'proxy.no-proxy' if it is reached without it.",
              proxy.port(), statusLine.substring(0, 3));
      assertThat(failure.statusCode()).isZero();
    }
  }

  @Test
  void should_try_again_when_the_proxy_cannot_reach_the_server() throws Exception {
    try (RawServer proxy = refusing("502 Bad Gateway");
        TestingCaller caller =
            new TestingCaller(new TestingConfig().maxAttempts(2).proxy(open(proxy)))) {
      assertThat(caller.fail(TestingCaller.get("https://localhost:9/x"), Duration.ofSeconds(1)))
          .hasMessage(
              "GET https://localhost:9/x failed after 2 attempts: the proxy localhost:%d refused it"
                  + " with status 502. Look at the proxy, and at the server behind it.",
              proxy.port());
    }
  }

  @Test
  void should_say_that_the_proxy_is_not_there() throws Exception {
    ProxyConfig gone;
    try (RawServer proxy = proxy()) {
      gone = open(proxy);
    }
    try (TestingCaller caller = new TestingCaller(new TestingConfig().proxy(gone))) {
      assertThat(caller.fail(TestingCaller.get("http://api.example.com/x")))
          .hasMessage(
              "GET http://api.example.com/x failed after 1 attempt: there is no connection to the"
                  + " proxy localhost:%d: Connection refused. Check the host name and port in"
                  + " 'proxy.url', and that the server is up.",
              gone.port());
    }
  }

  @Test
  void should_not_let_the_proxy_look_up_a_host_that_has_to_be_checked() throws Exception {
    SERVER.stubFor(get("/away").willReturn(status(302).withHeader("Location", "http://b.test/x")));
    try (RawServer proxy = proxy();
        TestingCaller caller =
            new TestingCaller(
                new TestingConfig()
                    .redirects(RedirectPolicy.ALL)
                    .allowPrivate(false)
                    .proxy(open(proxy)))) {
      assertThat(caller.fail(TestingCaller.get(SERVER.url("/away"))))
          .hasMessage(
              "GET %s (redirected to http://b.test/x) failed after 1 attempt: the addresses of the"
                  + " host 'b.test', to which an answer leads, cannot be checked, because the proxy"
                  + " localhost:%d looks them up. If the proxy lets through only what is right, set"
                  + " 'url.allow-private' to 'true'; if the host is reached without it, name it in"
                  + " 'proxy.no-proxy'.",
              SERVER.url("/away"), proxy.port());
      assertThat(proxy.heads()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, localhost, true",
    "localhost, LOCALHOST., true",
    "example.com, api.example.com, true",
    ".example.com, api.example.com, true",
    "*.example.com, api.example.com, true",
    "example.com, notexample.com, false",
    "10.0.0.0/8, 10.1.2.3, true",
    "10.0.0.0/8, 11.1.2.3, false",
    "10.0.0.0/8, ten.example, false",
    "10.0.0.5, 10.0.0.5, true",
    "fd00::/8, [fd12::1], true",
    "'a, b;c', c, true",
    "*, anything, true",
    "'', anything, false",
  })
  void should_know_which_hosts_need_no_proxy(String list, String host, boolean expected) {
    assertThat(NoProxy.parse(list).contains(host)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a", "10.0.0.0/33", "a b", "10.0.0.0/x", "a/8"})
  void should_refuse_what_names_no_host(String term) {
    assertThatThrownBy(() -> NoProxy.parse("b, " + term))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + term + "' is no name, address or network such as 10.0.0.0/8");
  }

  @Test
  void should_show_nothing_of_the_login() {
    List<Object> texts =
        List.of(new ProxyLogin("u", "p"), new ProxyConfig("h", 1, null, null, NoProxy.NONE));

    assertThat(texts).extracting(Object::toString).containsExactly("ProxyLogin", "h:1");
  }
}
