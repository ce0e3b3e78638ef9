package io.sqluice.http.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretReferencesTest {

  @Test
  void should_find_the_references_of_a_table_by_option() {
    Map<String, String> options =
        Map.of(
            "connector", "lookup-http",
            "url", "https://a/{{secret.path}}",
            "headers.X", "{{secret.a}}:{{secret.b}}",
            "auth.token", "SECRET token",
            "jq", "\"{{secret.c}}\"",
            "secrets.a", "env:A");

    assertThat(SecretReferences.in(options))
        .containsExactly(
            new SecretReference("auth.token", "token"),
            new SecretReference("headers.X", "a"),
            new SecretReference("headers.X", "b"),
            new SecretReference("url", "path"));
  }

  @Test
  void should_find_none_in_tables_of_other_connectors() {
    assertThat(SecretReferences.in(Map.of("connector", "print", "url", "SECRET a"))).isEmpty();
  }
}
