package io.sqluice.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpRequest.Header;
import io.sqluice.http.secret.SecretReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretTemplateTest {

  private static final List<String> VARIABLES = RequestConfig.SOURCE_VARIABLES;
  private static final Map<String, String> VALUES = Map.of("key", "a/b \"c\"", "n", "5");

  private final List<SecretReference> references = new ArrayList<>();

  @Test
  void should_encode_a_secret_for_its_place() {
    HttpRequest request =
        render(
            new RequestConfig(
                "POST",
                "https://h/{{secret.key}}/x?q={{ secret.key }}",
                Map.of("X-Key", "SECRET key"),
                Map.of("p", "a;{{secret.key}}"),
                Map.of(
                    "deep.key", "SECRET key", "number", "{{secret.n}}", "text", "<{{secret.n}}>"),
                Map.of(),
                null));

    assertThat(request.url())
        .isEqualTo("https://h/a%2Fb%20%22c%22/x?q=a%2Fb%20%22c%22&p=a&p=a%2Fb%20%22c%22");
    assertThat(request.headers()).contains(new Header("X-Key", "a/b \"c\""));
    assertThat(new String(request.body(), StandardCharsets.UTF_8))
        .contains("\"deep\":{\"key\":\"a/b \\\"c\\\"\"}", "\"number\":\"5\"", "\"text\":\"<5>\"");
    assertThat(references)
        .containsOnlyOnce(new SecretReference("headers.X-Key", "key"))
        .contains(
            new SecretReference("url", "key"),
            new SecretReference("params.p", "key"),
            new SecretReference("json.deep.key", "key"),
            new SecretReference("json.number", "n"));
  }

  @Test
  void should_fill_secrets_into_forms_and_bodies() {
    RequestConfig form =
        new RequestConfig(
            "POST", "https://h/", Map.of(), Map.of(), Map.of(), Map.of("k", "SECRET key"), null);
    RequestConfig body =
        new RequestConfig(
            "POST",
            "https://h/",
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            "{\"k\": {{secret.key}}, \"t\": \"{{secret.n}}\"}");

    assertThat(render(form).body()).isEqualTo("k=a%2Fb+%22c%22".getBytes(StandardCharsets.UTF_8));
    assertThat(render(body).body())
        .isEqualTo("{\"k\": \"a/b \\\"c\\\"\", \"t\": \"5\"}".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void should_take_a_text_that_begins_like_a_reference_as_it_is() {
    HttpRequest request = render(get("https://h/", Map.of("X", "Secretly done", "Y", "SECRET")));

    assertThat(request.headers())
        .contains(new Header("X", "Secretly done"), new Header("Y", "SECRET"));
    assertThat(references).isEmpty();
  }

  @Test
  void should_report_wrong_references() {
    RequestConfig config =
        get(
            "https://h/{{secret.}}",
            Map.of(
                "A", "SECRET my.key",
                "B", "{{secret.1st}}",
                "C", "{{secret.key:iso}}",
                "D", "SECRET my key",
                "E", "secret mykey"));

    String rule =
        "expected a name of letters, digits, '_' and '-' that starts with a letter or '_'";
    assertThat(RequestTemplate.problems(config, VARIABLES, null))
        .containsExactlyInAnyOrder(
            new RequestProblem("url", "in {{secret.}} '' cannot name a secret; " + rule),
            new RequestProblem(
                "headers.A", "in SECRET my.key 'my.key' cannot name a secret; " + rule),
            new RequestProblem(
                "headers.B", "in {{secret.1st}} '1st' cannot name a secret; " + rule),
            new RequestProblem(
                "headers.C",
                "{{secret.key:iso}} has a time format, but a secret is a text; write"
                    + " {{secret.key}}"),
            new RequestProblem(
                "headers.D", "in SECRET my key 'my key' cannot name a secret; " + rule),
            new RequestProblem(
                "headers.E",
                "found 'secret mykey'; did you mean 'SECRET mykey'? A reference to a secret starts"
                    + " in upper case"));
  }

  @Test
  void should_let_no_secret_choose_where_a_request_goes() {
    assertThat(RequestTemplate.problems(get("SECRET key", Map.of()), VARIABLES, null))
        .containsExactly(
            new RequestProblem(
                "url",
                "SECRET key stands before the path, but a value can never choose scheme, host or"
                    + " port; expected them spelt out, and a '/' before the first placeholder"));
    assertThat(
            RequestTemplate.problems(get("https://h.{{secret.key}}/", Map.of()), VARIABLES, null))
        .isNotEmpty();
  }

  @Test
  void should_not_show_a_value_that_cannot_stand_in_its_place() {
    RequestTemplate header =
        compile(get("https://h/", Map.of("X", "Bearer {{secret.bad}}")), Map.of("bad", "v1\nv2"));
    RequestTemplate path = compile(get("https://h/{{secret.bad}}", Map.of()), Map.of("bad", ".."));
    RequestTemplate segment =
        compile(get("https://h/.{{secret.bad}}", Map.of()), Map.of("bad", "%2E"));

    assertThatThrownBy(() -> header.render(Map.of()))
        .hasMessage(
            "the value of {{secret.bad}} holds the character U+000A, which cannot stand in a header;"
                + " expected printable US-ASCII (percent-encode the rest if the API decodes it)");
    assertThatThrownBy(() -> path.render(Map.of()))
        .hasMessageStartingWith(
            "the value of {{secret.bad}} cannot stand in a URL's path, because");
    assertThat(segment.render(Map.of()).url()).isEqualTo("https://h/.%252E");
  }

  @Test
  void should_refuse_to_send_a_request_whose_secrets_nobody_resolved() {
    RequestTemplate template =
        RequestTemplate.compile(get("https://h/", Map.of("X", "SECRET key")), VARIABLES);

    assertThatThrownBy(() -> template.render(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("SECRET key has not been resolved");
  }

  private HttpRequest render(RequestConfig config) {
    return RequestTemplate.compile(
            config,
            VARIABLES,
            null,
            found -> {
              references.addAll(found);
              return VALUES;
            })
        .render(Map.of());
  }

  private static RequestTemplate compile(RequestConfig config, Map<String, String> values) {
    return RequestTemplate.compile(config, VARIABLES, null, found -> values);
  }

  private static RequestConfig get(String url, Map<String, String> headers) {
    return new RequestConfig("GET", url, headers, Map.of(), Map.of(), Map.of(), null);
  }
}
