package io.sqluice.http.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.sqluice.http.client.HttpCallException;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The OAuth 2.0 types against a token endpoint and an API. */
class OAuthTest {

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final String SECRET = "s3cret+/&é";

  @BeforeEach
  void answerWithAnyToken() {
    SERVER.stubFor(get("/data").willReturn(ok()));
  }

  @Test
  void should_get_a_token_for_the_clients_name_and_password() {
    tokens(token("T1", 3600));

    try (AuthTable table = client(Map.of("auth.scope", "read write", "auth.audience", "a/b"))) {
      table.call(SERVER.url("/data"));
    }

    // Form-encoded, then Basic: my%3Aclient:s3cret%2B%2F%26%C3%A9
    SERVER.verify(
        postRequestedFor(urlEqualTo("/token"))
            .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
            .withHeader("Accept", equalTo("application/json"))
            .withHeader(
                "Authorization", equalTo("Basic bXklM0FjbGllbnQ6czNjcmV0JTJCJTJGJTI2JUMzJUE5"))
            .withRequestBody(
                equalTo("audience=a%2Fb&grant_type=client_credentials&scope=read+write")));
    SERVER.verify(
        getRequestedFor(urlEqualTo("/data")).withHeader("Authorization", equalTo("Bearer T1")));
  }

  @Test
  void should_send_the_clients_password_in_the_body() {
    tokens(token("T1", 3600));

    try (AuthTable table = client(Map.of("auth.client-in", "body"))) {
      table.call(SERVER.url("/data"));
    }

    SERVER.verify(
        postRequestedFor(urlEqualTo("/token"))
            .withHeader("Authorization", absent())
            .withRequestBody(
                equalTo(
                    "grant_type=client_credentials&client_id=my%3Aclient"
                        + "&client_secret=s3cret%2B%2F%26%C3%A9")));
  }

  @Test
  void should_keep_a_token_until_30_seconds_before_it_expires() {
    tokens(token("T1", 100), token("T2", 100));

    try (AuthTable table = client(Map.of())) {
      table.call(SERVER.url("/data"));
      table.advance(Duration.ofMillis(69_999));
      table.call(SERVER.url("/data"));
      assertThat(tokenCalls()).isEqualTo(1);

      table.advance(Duration.ofMillis(1));
      table.call(SERVER.url("/data"));
    }

    assertThat(tokenCalls()).isEqualTo(2);
    SERVER.verify(
        1, getRequestedFor(urlEqualTo("/data")).withHeader("Authorization", equalTo("Bearer T2")));
  }

  @Test
  void should_keep_a_short_lived_token_for_half_its_life() {
    tokens(okJson("{\"access_token\":\"T1\",\"expires_in\":\"20\"}"), token("T2", 20));

    try (AuthTable table = client(Map.of())) {
      table.call(SERVER.url("/data"));
      table.advance(Duration.ofMillis(9_999));
      table.call(SERVER.url("/data"));
      assertThat(tokenCalls()).isEqualTo(1);

      table.advance(Duration.ofMillis(1));
      table.call(SERVER.url("/data"));
    }
    assertThat(tokenCalls()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"''", "',\"expires_in\":1e300'", "',\"expires_in\":\"soon\"'"})
  void should_keep_a_token_of_unknown_or_endless_life_until_it_is_refused(String expiry) {
    tokens(okJson("{\"access_token\":\"T1\",\"token_type\":\"bearer\"" + expiry + "}"));

    try (AuthTable table = client(Map.of())) {
      table.call(SERVER.url("/data"));
      table.advance(Duration.ofDays(3_000));
      table.call(SERVER.url("/data"));
    }

    assertThat(tokenCalls()).isEqualTo(1);
  }

  @Test
  void should_refresh_once_for_all_requests_that_were_refused() {
    tokens(token("T1", 3600), token("T2", 3600));
    SERVER.stubFor(
        get("/data").withHeader("Authorization", equalTo("Bearer T1")).willReturn(unauthorized()));

    try (AuthTable table = client(Map.of())) {
      List<CompletableFuture<HttpResponse>> calls = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        calls.add(table.start(SERVER.url("/data")));
      }
      calls.forEach(call -> assertThat(AuthTable.get(call).statusCode()).isEqualTo(200));
    }

    assertThat(tokenCalls()).isEqualTo(2);
  }

  @Test
  void should_not_ask_again_for_a_token_that_was_replaced_already() {
    tokens(token("T1", 3600), token("T2", 3600), token("T3", 3600));

    try (AuthTable table = client(Map.of())) {
      HttpRequest first = table.authenticated(AuthTable.request(SERVER.url("/data")));
      assertThat(table.authenticator.rejected(first)).isTrue();
      HttpRequest second = table.authenticated(AuthTable.request(SERVER.url("/data")));
      assertThat(table.authenticator.rejected(first)).isTrue();
      HttpRequest third = table.authenticated(AuthTable.request(SERVER.url("/data")));

      assertThat(third).isEqualTo(second);
    }
    assertThat(tokenCalls()).isEqualTo(2);
  }

  @Test
  void should_give_up_after_a_fresh_token_was_refused_too() {
    tokens(token("T1", 3600), token("T2", 3600));
    SERVER.stubFor(get("/data").willReturn(unauthorized()));

    try (AuthTable table = client(Map.of())) {
      assertThat(table.fail(SERVER.url("/data")).statusCode()).isEqualTo(401);
    }

    assertThat(tokenCalls()).isEqualTo(2);
    SERVER.verify(2, getRequestedFor(urlEqualTo("/data")));
  }

  @Test
  void should_try_a_busy_token_endpoint_again() {
    tokens(aResponse().withStatus(503), aResponse().withStatus(503), token("T1", 3600));

    try (AuthTable table = client(Map.of())) {
      assertThat(table.call(SERVER.url("/data")).statusCode()).isEqualTo(200);
    }

    assertThat(tokenCalls()).isEqualTo(3);
  }

  @Test
  void should_say_that_a_token_endpoint_stays_busy() {
    tokens(aResponse().withStatus(503).withBody("echo " + SECRET));

    try (AuthTable table = client(Map.of("retry.max-attempts", "2"))) {
      assertThat(table.fail(SERVER.url("/data")))
          .hasMessageStartingWith(
              "GET "
                  + SERVER.url("/data")
                  + " failed after 1 attempt: there are no credentials for it: POST "
                  + SERVER.url("/token")
                  + " failed after 2 attempts: the server answered with status 503")
          .hasMessageNotContaining(SECRET);
    }

    assertThat(tokenCalls()).isEqualTo(2);
  }

  @Test
  void should_not_try_again_what_the_token_endpoint_refused() {
    tokens(
        aResponse()
            .withStatus(400)
            .withBody(
                "{\"error\":\"invalid_scope\",\"error_description\":\"none for "
                    + SECRET
                    + "\\nhere\"}"));

    try (AuthTable table = client(Map.of())) {
      HttpCallException failure = table.fail(SERVER.url("/data"));

      assertThat(failure)
          .hasMessage(
              "GET "
                  + SERVER.url("/data")
                  + " failed after 1 attempt: there are no credentials for it: the token endpoint "
                  + SERVER.url("/token")
                  + " answered with status 400: invalid_scope (none for *** here). Check 'auth.*'.");
      assertThat(failure.statusCode()).isEqualTo(400);
    }

    assertThat(tokenCalls()).isEqualTo(1);
    SERVER.verify(0, getRequestedFor(urlEqualTo("/data")));
  }

  @Test
  void should_ask_anew_after_a_refusal() {
    tokens(aResponse().withStatus(400), token("T1", 3600));

    try (AuthTable table = client(Map.of())) {
      table.fail(SERVER.url("/data"));

      assertThat(table.call(SERVER.url("/data")).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          200|<html>T1</html>|, and the answer is not a JSON object with an 'access_token'
          200|{"token":"T1"}|, and the answer is not a JSON object with an 'access_token'
          200|{"access_token":7}|, and the answer is not a JSON object with an 'access_token'
          200|{"access_token":"T1","token_type":"mac"}|, and the answer has a token of the type \
          'mac', not 'Bearer'
          200|{"access_token":"T\\u00e9"}|, and the answer has a token that cannot be sent in a \
          header
          200|{"error":"bad_verification_code"}|: bad_verification_code
          401|{"error":"invalid_client"}|: invalid_client
          403|no|: no reason that can be read
          302|no|: no reason that can be read
          501|no|: no reason that can be read
          """)
  void should_say_why_there_is_no_token(int status, String body, String why) {
    tokens(
        aResponse().withStatus(status).withHeader("Location", SERVER.url("/data")).withBody(body));

    try (AuthTable table = client(Map.of())) {
      assertThat(AuthTable.failure(table.authenticator.authenticate(AuthTable.request("http://a"))))
          .hasMessage(
              "the token endpoint "
                  + SERVER.url("/token")
                  + " answered with status "
                  + status
                  + why);
    }
    assertThat(tokenCalls()).isEqualTo(1);
    SERVER.verify(0, getRequestedFor(urlEqualTo("/data")));
  }

  @Test
  void should_use_each_refresh_token_that_the_endpoint_issues() {
    tokens(
        okJson("{\"access_token\":\"T1\",\"expires_in\":100,\"refresh_token\":\"R2\"}"),
        okJson("{\"access_token\":\"T2\",\"expires_in\":100}"),
        okJson("{\"access_token\":\"T3\",\"expires_in\":100}"));

    try (AuthTable table =
        AuthTable.open(
            Map.of(
                "auth.type", "oauth2-refresh-token",
                "auth.token-url", SERVER.url("/token"),
                "auth.client-id", "app",
                "auth.scope", "read",
                "auth.refresh-token", "SECRET first"),
            Map.of("first", "R1"))) {
      for (int i = 0; i < 3; i++) {
        table.call(SERVER.url("/data"));
        table.advance(Duration.ofSeconds(100));
      }
    }

    assertThat(tokenBodies())
        .containsExactly(
            "grant_type=refresh_token&refresh_token=R1&scope=read&client_id=app",
            "grant_type=refresh_token&refresh_token=R2&scope=read&client_id=app",
            "grant_type=refresh_token&refresh_token=R2&scope=read&client_id=app");
    SERVER.verify(
        getRequestedFor(urlEqualTo("/data")).withHeader("Authorization", equalTo("Bearer T3")));
  }

  private AuthTable client(Map<String, String> more) {
    Map<String, String> options = new HashMap<>(more);
    options.put("auth.type", "oauth2-client-credentials");
    options.put("auth.token-url", SERVER.url("/token"));
    options.put("auth.client-id", "my:client");
    options.put("auth.client-secret", "SECRET client_secret");
    return AuthTable.open(options, Map.of("client_secret", SECRET));
  }

  private static ResponseDefinitionBuilder token(String token, int lifetime) {
    return okJson(
        "{\"access_token\":\""
            + token
            + "\",\"token_type\":\"Bearer\",\"expires_in\":"
            + lifetime
            + "}");
  }

  /** What the token endpoint answers, one after the other; the last one for ever. */
  private static void tokens(ResponseDefinitionBuilder... answers) {
    for (int i = 0; i < answers.length; i++) {
      SERVER.stubFor(
          post("/token")
              .inScenario("tokens")
              .whenScenarioStateIs(i == 0 ? "Started" : "after " + i)
              .willSetStateTo("after " + Math.min(i + 1, answers.length - 1))
              .willReturn(answers[i]));
    }
    if (answers.length == 1) {
      SERVER.stubFor(post("/token").willReturn(answers[0]));
    }
  }

  private static int tokenCalls() {
    return SERVER.findAll(postRequestedFor(urlEqualTo("/token"))).size();
  }

  private static List<String> tokenBodies() {
    return SERVER.findAll(postRequestedFor(urlEqualTo("/token"))).stream()
        .map(request -> request.getBodyAsString())
        .toList();
  }
}
