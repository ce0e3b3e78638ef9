package io.sqluice.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.client.AllowedHosts;
import io.sqluice.http.client.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** URLs that are data as a whole. */
class WholeUrlTest {

  private static final List<String> VARIABLES = List.of("link");

  @Test
  void should_ask_the_url_that_the_value_is() {
    HttpRequest request = request("api.example.com", "https://api.example.com:8443/a?b=c d");

    assertThat(request.url()).isEqualTo("https://api.example.com:8443/a?b=c%20d&q=1");
    assertThat(request.foreign()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "https://evil.example.com/|its host 'evil.example.com' is none that 'url.allowed-hosts' names; add it there if it is to be trusted",
        "https://api.example.com:9/|its host 'api.example.com' is none that 'url.allowed-hosts' names; add it there if it is to be trusted",
        "http://api.example.com/|its host 'api.example.com' is none that 'url.allowed-hosts' names; add it there if it is to be trusted",
        "https://api.example.com.evil.com/|its host 'api.example.com.evil.com' is none that 'url.allowed-hosts' names; add it there if it is to be trusted",
        "https://api.example.com@evil.com/|there is a user or password before the '@' of the host; expected none, because a URL ends up in logs: send credentials in headers.Authorization",
        "file:///etc/passwd|the scheme is 'file'; expected http or https; there is no host behind '://'; expected an absolute URL such as https://api.example.com/v1/items",
        "\"\"|it is empty; expected an absolute URL",
        "/relative|'/relative' has no scheme; expected an absolute URL such as https://api.example.com/v1/items",
      })
  void should_ask_no_other(String value, String problem) {
    assertThatThrownBy(() -> request("api.example.com:443", value))
        .isInstanceOf(TemplateException.class)
        .hasMessage("the value of {{link}} is no URL to ask: " + problem);
  }

  @Test
  void should_take_no_value_for_a_template() {
    assertThat(request("h", "https://h/$link/{{x}}".replace("{", "%7B").replace("}", "%7D")).url())
        .isEqualTo("https://h/$link/%7B%7Bx%7D%7D?q=1");
  }

  @Test
  void should_send_no_secrets_in_clear() {
    RequestConfig config =
        new RequestConfig(
            "GET",
            "$link",
            Map.of("Authorization", "Bearer {{secret.t}}"),
            Map.of(),
            Map.of(),
            Map.of(),
            null);
    RequestTemplate template =
        RequestTemplate.compile(
            config, VARIABLES, AllowedHosts.parse("h"), found -> Map.of("t", "hidden"));

    assertThat(template.render(Map.of("link", "https://h/a")).headers())
        .contains(new HttpRequest.Header("Authorization", "Bearer hidden"));
    assertThatThrownBy(() -> template.render(Map.of("link", "http://h/a")))
        .hasMessage(
            "the value of $link is no URL to ask: it is not https, and the request carries secrets,"
                + " which anybody on the way would see");
  }

  @Test
  void should_need_to_know_the_hosts() {
    assertThat(RequestTemplate.problems(config("$link"), VARIABLES, AllowedHosts.ANY))
        .containsExactly(
            new RequestProblem(
                "url",
                "$link is the whole URL, so that data would say which host is asked; expected the"
                    + " hosts that it may have in 'url.allowed-hosts'"));
  }

  @Test
  void should_refuse_a_placeholder_with_something_before_the_path() {
    assertThat(
            RequestTemplate.problems(
                config("{{link}}/more"), VARIABLES, AllowedHosts.parse("example.com")))
        .extracting(RequestProblem::message)
        .containsExactly(
            "{{link}} stands before the path, but a value can never choose scheme, host or port;"
                + " expected them spelt out, and a '/' before the first placeholder");
  }

  private static HttpRequest request(String hosts, String value) {
    return RequestTemplate.compile(
            config("{{link}}"), VARIABLES, AllowedHosts.parse(hosts), found -> Map.of())
        .render(Map.of("link", value));
  }

  private static RequestConfig config(String url) {
    return new RequestConfig("GET", url, Map.of(), Map.of("q", "1"), Map.of(), Map.of(), null);
  }
}
