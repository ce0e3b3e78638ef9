package io.sqluice.http.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** basic, bearer and api-key on the wire. */
class FixedCredentialsTest {

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @Test
  void should_send_user_and_password() {
    SERVER.stubFor(get("/a").willReturn(ok()));

    // The example of RFC 7617, section 2.1: UTF-8.
    try (AuthTable table =
        AuthTable.open(
            Map.of("auth.type", "basic", "auth.username", "test", "auth.password", "123£"))) {
      table.call(SERVER.url("/a"));
    }

    SERVER.verify(
        getRequestedFor(urlEqualTo("/a"))
            .withHeader("Authorization", equalTo("Basic dGVzdDoxMjPCow==")));
  }

  @Test
  void should_refuse_a_secret_user_name_with_a_colon() {
    Map<String, String> options =
        Map.of("auth.type", "basic", "auth.username", "SECRET user", "auth.password", "p");

    assertThatThrownBy(() -> AuthTable.open(options, Map.of("user", "domain:me")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Table `c`.`d`.`t` cannot start: 'auth.username': it has a colon, and servers take what"
                + " follows the first one for the password (RFC 7617); expected a name without"
                + " colons.");
  }

  @Test
  void should_send_a_token_by_reference() {
    SERVER.stubFor(get("/a").willReturn(ok()));

    try (AuthTable table =
        AuthTable.open(
            Map.of("auth.type", "bearer", "auth.token", "SECRET api_token"),
            Map.of("api_token", "mF_9.B5f-4.1JqM"))) {
      table.call(SERVER.url("/a"));
    }

    SERVER.verify(
        getRequestedFor(urlEqualTo("/a"))
            .withHeader("Authorization", equalTo("Bearer mF_9.B5f-4.1JqM")));
  }

  @Test
  void should_not_show_a_token_that_cannot_be_sent() {
    Map<String, String> options = Map.of("auth.type", "bearer", "auth.token", "SECRET t");

    assertThatThrownBy(() -> AuthTable.open(options, Map.of("t", "hidden\nX-Evil: 1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Table `c`.`d`.`t` cannot start: 'auth.token' has the character U+000A at position 7,"
                + " which cannot be sent in a header; expected printable ASCII. A secret in a file"
                + " may end in a line break.");
  }

  @Test
  void should_name_all_secrets_that_are_missing() {
    Map<String, String> options =
        Map.of(
            "auth.type", "basic", "auth.username", "SECRET user", "auth.password", "SECRET word");

    assertThatThrownBy(() -> AuthTable.open(options))
        .hasMessage(
            "Table `c`.`d`.`t` cannot start:\n"
                + "  - 'auth.password': Nothing defines the secret 'word'.\n"
                + "  - 'auth.username': Nothing defines the secret 'user'.");
  }

  @Test
  void should_send_a_key_in_a_header() {
    SERVER.stubFor(get("/a").willReturn(ok()));

    try (AuthTable table =
        AuthTable.open(
            Map.of("auth.type", "api-key", "auth.name", "X-API-Key", "auth.value", "k 1"))) {
      table.call(SERVER.url("/a"));
    }

    SERVER.verify(getRequestedFor(urlEqualTo("/a")).withHeader("X-API-Key", equalTo("k 1")));
  }

  @Test
  void should_send_a_key_in_the_query() {
    SERVER.stubFor(get(urlPathEqualTo("/a")).willReturn(ok()));

    try (AuthTable table =
        AuthTable.open(
            Map.of(
                "auth.type", "api-key",
                "auth.name", "api key",
                "auth.value", "a+b&c=é",
                "auth.in", "QUERY"))) {
      assertThat(table.call(SERVER.url("/a?x=1")).url()).isEqualTo(SERVER.url("/a?x=1"));
    }

    SERVER.verify(getRequestedFor(urlEqualTo("/a?x=1&api%20key=a%2Bb%26c%3D%C3%A9")));
  }

  @Test
  void should_not_show_a_key_of_the_query_when_the_call_fails() {
    SERVER.stubFor(get(urlPathEqualTo("/a")).willReturn(unauthorized().withBody("bad key k+1")));

    try (AuthTable table =
        AuthTable.open(
            Map.of(
                "auth.type", "api-key",
                "auth.name", "key",
                "auth.value", "k+1",
                "auth.in", "query"))) {
      assertThat(table.fail(SERVER.url("/a")))
          .hasMessageStartingWith("GET " + SERVER.url("/a") + " failed after 1 attempt")
          .hasMessageNotContaining("k+1")
          .hasMessageNotContaining("k%2B1");
    }
  }
}
