package io.sqluice.http.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralCredentialsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "headers.Authorization   | whatever it is",
        "headers.X-Api-Key       | abc",
        "headers.X-Custom        | Bearer 0123456789",
        "headers.Cookie          | session=1",
        "headers.X-Auth-Token    | abc",
        "params.api_key          | abc",
        "params.apikey           | abc",
        "params.access_token     | abc",
        "params.key              | AIzaSyA1b2C3d4E5",
        "params.token            | 0a1b2c3d4e5f",
        "params.signature        | 0a1b2c3d4e5f",
        "params.appid            | 0a1b2c3d4e5f0a1b2c3d4e5f",
        "form.client_secret      | abc",
        "form.password           | abc",
        "json.login.password     | abc",
        "json.auth.apiKey        | abc",
        "auth.password           | abc",
        "auth.client-secret      | abc",
        "auth.token              | abc",
        "auth.key                | abc",
        "auth.value              | abc",
        "proxy.password          | abc",
        "body                    | eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.abc",
        "params.account          | AKIAIOSFODNN7EXAMPLE",
        "url                     | https://h/p?a=1&api_key=abc",
        "url                     | https://u:p@h/",
        "proxy.url               | http://user:pass@proxy:3128",
      })
  void should_find_what_looks_like_a_credential(String option, String value) {
    assertThat(found(Map.of(option, value))).containsExactly(option);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "headers.Authorization   | SECRET token",
        "headers.Authorization   | Bearer {{secret.token}}",
        "headers.X-Api-Key       | {{key_column}}",
        "headers.X-Api-Key       | $key",
        "headers.Authorization   | Bearer $token",
        "headers.Accept          | application/json",
        "headers.Idempotency-Key | 0a1b2c3d4e5f",
        "params.key              | symbol",
        "params.token            | USDC",
        "params.sign             | desc",
        "params.page_token       | 0a1b2c3d4e5f",
        "params.keywords         | a1 b2 c3 d4 e5",
        "params.token_type       | access0123456789",
        "pagination.cursor_param | api_key",
        "auth.token-url          | https://h/token",
        "auth.name               | X-Api-Key",
        "auth.type               | basic",
        "url                     | https://h/p?api_key={{secret.key}}&page=1",
        "url                     | https://h/p?email=a@b",
        "jq                      | .token",
      })
  void should_take_references_and_other_things_for_what_they_are(String option, String value) {
    assertThat(found(Map.of(option, value))).isEmpty();
  }

  @Test
  void should_say_nothing_of_tables_whose_connectors_know_no_references() {
    assertThat(LiteralCredentials.in(Map.of("connector", "jdbc", "auth.password", "abc")))
        .isEmpty();
    assertThat(LiteralCredentials.in(Map.of("connector", "sqluice-http", "auth.password", "abc")))
        .containsExactly("auth.password");
    assertThat(LiteralCredentials.in(Map.of("connector", "lookup-http", "auth.password", "abc")))
        .containsExactly("auth.password");
  }

  @Test
  void should_name_all_options_in_order() {
    assertThat(found(Map.of("params.api_key", "a", "headers.X-Api-Key", "b")))
        .containsExactly("headers.X-Api-Key", "params.api_key");
  }

  private static List<String> found(Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    all.put("connector", "http");
    return LiteralCredentials.in(all);
  }
}
