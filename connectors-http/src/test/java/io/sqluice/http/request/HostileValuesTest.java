package io.sqluice.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sqluice.http.client.HttpRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that try to leave the place where they are put. */
class HostileValuesTest {

  private static final JsonMapper LONG_NAMES =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNameLength(100_000).build())
                  .build())
          .build();

  static Stream<String> values() {
    return Stream.of(
        "BTC-USD",
        "?x=1",
        "&x=1",
        ";x=1",
        "#frag",
        "@evil.example",
        "//evil.example/",
        "https://evil.example",
        "a/b",
        "a\\b",
        "%2e",
        "%2e%2e%2f",
        "%",
        "a b+c",
        "line\r\nX-Injected: 1",
        "\u0000\u001f\u007f",
        "\"},\"admin\":true,{\"",
        "'\"\\",
        "${a}$a{{a}}",
        "größe",
        "\u65e5\u672c",
        "\ud83d\ude80",
        "...",
        "~!*'()",
        "x".repeat(65_536));
  }

  @ParameterizedTest
  @MethodSource("values")
  void should_stay_in_its_path_segment(String value) {
    // when
    HttpRequest request = render("https://api.example.com:8443/v1/{{a}}/items?q=1", value);

    // then
    URI uri = URI.create(request.url());
    assertThat(uri.getScheme() + "://" + uri.getRawAuthority())
        .isEqualTo("https://api.example.com:8443");
    assertThat(uri.getRawQuery()).isEqualTo("q=1");
    assertThat(uri.getRawFragment()).isNull();
    String[] segments = uri.getRawPath().split("/", -1);
    assertThat(segments).hasSize(4);
    assertThat(PercentEncoding.decode(segments[2])).isEqualTo(value);
    assertThat(uri.normalize()).isEqualTo(uri);
  }

  @ParameterizedTest
  @MethodSource("values")
  void should_stay_in_its_query_parameter(String value) {
    // when
    HttpRequest request =
        RequestTemplate.compile(
                config("GET", "https://api.example.com?u={{a}}&v=1", Map.of("w", "{{a}}"), null),
                List.of("a"))
            .render(Map.of("a", value));

    // then
    URI uri = URI.create(request.url());
    assertThat(uri.getRawAuthority()).isEqualTo("api.example.com");
    assertThat(uri.getRawFragment()).isNull();
    String[] parameters = uri.getRawQuery().split("&");
    assertThat(parameters).hasSize(3);
    assertThat(PercentEncoding.decode(parameters[0])).isEqualTo("u=" + value);
    assertThat(parameters[1]).isEqualTo("v=1");
    assertThat(URLDecoder.decode(parameters[2], StandardCharsets.UTF_8)).isEqualTo("w=" + value);
    assertThat(uri.getRawQuery()).matches("[A-Za-z0-9._~&=%-]+");
  }

  @ParameterizedTest
  @MethodSource("values")
  void should_stay_in_its_form_field(String value) {
    // given
    RequestConfig config =
        new RequestConfig(
            "POST",
            "https://api.example.com/",
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of("f", "<{{a}}>"),
            null);

    // when
    String body = body(RequestTemplate.compile(config, List.of("a")).render(Map.of("a", value)));

    // then
    assertThat(body).startsWith("f=").doesNotContain("&");
    assertThat(URLDecoder.decode(body.substring(2), StandardCharsets.UTF_8))
        .isEqualTo("<" + value + ">");
  }

  @ParameterizedTest
  @MethodSource("values")
  void should_stay_in_its_json_string(String value) throws IOException {
    // given
    RequestConfig config =
        config(
            "POST",
            "https://api.example.com/",
            Map.of(),
            "{\"whole\": {{a}}, \"part\": \"<{{a}}>\", {{a}}: 1, \"end\": null}");

    // when
    byte[] body = RequestTemplate.compile(config, List.of("a")).render(Map.of("a", value)).body();

    // then
    JsonNode json = LONG_NAMES.readTree(body);
    assertThat(json).hasSize(4);
    assertThat(json.get("whole").textValue()).isEqualTo(value);
    assertThat(json.get("part").textValue()).isEqualTo("<" + value + ">");
    assertThat(json.get(value).intValue()).isEqualTo(1);
    assertThat(json.get("end").isNull()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("values")
  void should_stay_in_its_header(String value) {
    // given
    Template template = Template.parse("v={{a}}", List.of("a"));

    // when, then
    if (value.matches("[\\t -~]*")) {
      assertThat(template.render(Placement.HEADER, Map.of("a", value))).isEqualTo("v=" + value);
    } else {
      assertThatThrownBy(() -> template.render(Placement.HEADER, Map.of("a", value)))
          .isInstanceOf(TemplateException.class)
          .hasMessageContaining("cannot stand in a header");
    }
  }

  @Test
  void should_say_which_character_cannot_stand_in_a_header() {
    // given
    Template template = Template.parse("{{a}}", List.of("a"));

    // when, then
    assertThatThrownBy(
            () -> template.render(Placement.HEADER, Map.of("a", "x\r\nHost: evil.example")))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "the value 'x<U+000D><U+000A>Host: evil.example' of {{a}} holds the character U+000D,"
                + " which cannot stand in a header; expected printable US-ASCII (percent-encode the"
                + " rest if the API decodes it)");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "../", "../../admin", "a/../b", "..\\admin", "/..", "./a"})
  void should_refuse_a_step_to_another_path(String value) {
    assertThatThrownBy(() -> render("https://api.example.com/v1/{{a}}", value))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "the value '"
                + value
                + "' of {{a}} cannot stand in a URL's path, because '.' and '..' are steps to other"
                + " paths; expected a text without them");
  }

  @Test
  void should_refuse_an_empty_path_segment() {
    assertThatThrownBy(() -> render("https://api.example.com/v1/{{a}}", ""))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "the value '' of {{a}} cannot stand in a URL's path; expected a text that is not empty");
    assertThatThrownBy(
            () ->
                RequestTemplate.compile(
                        config("GET", "https://api.example.com/v1/{{a}}", Map.of(), null),
                        List.of("a"))
                    .render(Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "the value '' of {{a}} cannot stand in a URL's path; expected a text that is not empty");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "https://api.example.com/%2e{{a}}/x,       /x, %2e%2Fx",
    "https://api.example.com/%2E%2e%2f{{a}}/x, x,  %2E%2e%2fx",
    "https://api.example.com/..%5C{{a}},       x,  ..%5Cx",
  })
  void should_refuse_a_step_that_the_text_around_a_value_completes(
      String url, String value, String segment) {
    assertThatThrownBy(() -> render(url, value))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "the path segment '/"
                + segment
                + "' is a step to another path once its placeholders are filled in; expected a text"
                + " without '.' and '..' as steps");
  }

  @Test
  void should_keep_the_steps_that_the_url_itself_has() {
    assertThat(render("https://api.example.com/a/../b/.{{a}}", "x").url())
        .isEqualTo("https://api.example.com/a/../b/.x");
  }

  @Test
  void should_cut_long_values_in_messages() {
    // given
    Template template = Template.parse("{{a}}", List.of("a"));

    // when, then
    assertThatThrownBy(
            () -> template.render(Placement.HEADER, Map.of("a", "x".repeat(65_536) + "\n")))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "the value '"
                + "x".repeat(100)
                + "...' of {{a}} holds the character U+000A, which cannot stand in a header;"
                + " expected printable US-ASCII (percent-encode the rest if the API decodes it)");
  }

  private static HttpRequest render(String url, String value) {
    return RequestTemplate.compile(config("GET", url, Map.of(), null), List.of("a"))
        .render(Map.of("a", value));
  }

  private static RequestConfig config(
      String method, String url, Map<String, String> params, String body) {
    return new RequestConfig(method, url, Map.of(), params, Map.of(), Map.of(), body);
  }

  private static String body(HttpRequest request) {
    return new String(request.body(), StandardCharsets.UTF_8);
  }
}
