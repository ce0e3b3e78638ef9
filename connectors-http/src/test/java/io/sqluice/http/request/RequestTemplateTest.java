package io.sqluice.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpRequest.Header;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTemplateTest {

  private static final String URL = "https://api.example.com/v1/items";
  private static final Map<String, Object> VALUES =
      Map.of(
          "trigger_time", Instant.parse("2026-11-20T10:00:00Z"),
          "last_trigger_time", Instant.parse("2026-11-20T09:59:00Z"));

  @Test
  void should_make_the_request_of_a_plain_table() {
    // given
    RequestConfig config = get(URL, Map.of("Content-Type", "application/json"), Map.of());

    // when
    HttpRequest request = render(config);

    // then
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.url()).isEqualTo(URL);
    assertThat(request.headers()).containsExactly(new Header("Content-Type", "application/json"));
    assertThat(request.body()).isNull();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "http://localhost                      | http://localhost",
        "HTTPS://API.example.com:8443/a/./b//c/| HTTPS://API.example.com:8443/a/./b//c/",
        "http://[::1]:8080/a                   | http://[::1]:8080/a",
        "http://my_host:80?                    | http://my_host:80?",
        "https://h/a;v=1,2/(b)@:!*'~?a=b&&c=/? | https://h/a;v=1,2/(b)@:!*'~?a=b&&c=/?",
        "https://h/%7eme/%C3%A9?q=%20+         | https://h/%7eme/%C3%A9?q=%20+",
        "https://h/?q=a b^\"{c}<é>[d]`\\       "
            + "| https://h/?q=a%20b%5E%22%7Bc%7D%3C%C3%A9%3E%5Bd%5D%60%5C",
        "https://h/?$$filter=x eq 'y'          | https://h/?$filter=x%20eq%20'y'",
        "https://h/d/{{trigger_time:yyyy}}/{{trigger_time:MM}}.csv | https://h/d/2026/11.csv",
        "https://h/?since={{last_trigger_time}}&until={{trigger_time:epoch-s}}"
            + "| https://h/?since=2026-11-20T09%3A59%3A00Z&until=1795168800",
      })
  void should_keep_a_url_as_it_is_written(String url, String expected) {
    assertThat(render(get(url, Map.of(), Map.of())).url()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "https://h/a     | https://h/a?z=1&a=x&a=y",
        "https://h/a?    | https://h/a?z=1&a=x&a=y",
        "https://h/a?b=2 | https://h/a?b=2&z=1&a=x&a=y",
        "https://h/a?b&  | https://h/a?b&z=1&a=x&a=y",
        "https://h       | https://h?z=1&a=x&a=y",
      })
  void should_append_params_in_their_order(String url, String expected) {
    // given
    Map<String, String> params = ordered("z", "1", "a", "x;y");

    // when, then
    assertThat(render(get(url, Map.of(), params)).url()).isEqualTo(expected);
  }

  @Test
  void should_encode_params_and_split_lists() {
    // given
    Map<String, String> params =
        ordered(
            "plain", "a b+c&d=e%20é",
            "filter[x]", "1",
            "escaped", "a\\;b;c\\d",
            "empty", "",
            "edges", ";",
            "time", "{{trigger_time:HH;mm}};{{trigger_time:epoch-ms}}");

    // when
    String url = render(get(URL, Map.of(), params)).url();

    // then
    assertThat(url)
        .isEqualTo(
            URL
                + "?plain=a%20b%2Bc%26d%3De%2520%C3%A9&filter%5Bx%5D=1&escaped=a%3Bb&escaped=c%5Cd"
                + "&empty=&edges=&edges=&time=10%3B00&time=1795168800000");
  }

  @Test
  void should_fill_in_headers_and_strip_white_space_around_them() {
    // given
    RequestConfig config =
        get(URL, ordered("X-Since", " at {{trigger_time:yyyyMMdd}} ", "X-Empty", ""), Map.of());

    // when, then
    assertThat(render(config).headers())
        .containsExactly(new Header("X-Since", "at 20261120"), new Header("X-Empty", ""));
  }

  @Test
  void should_nest_json_fields_and_read_json_values() {
    // given
    RequestConfig config =
        json(
            ordered(
                "filter.text", "plain text",
                "filter.number", "1.10",
                "filter.big", "12345678901234567890123456789.0",
                "page", "5",
                "quoted", "\"5\"",
                "flag", "true",
                "filter.none", "null",
                "empty", "",
                "list", "[1, \"a\", {{trigger_time:epoch-s}}]",
                "object", "{\"at\": \"{{trigger_time:HH}}h\"}",
                "whole", "{{trigger_time:epoch-ms}}",
                "iso", "{{trigger_time}}",
                "part", "from {{trigger_time:epoch-s}}",
                "forced", "\"{{trigger_time:epoch-s}}\"",
                "two", "{{trigger_time:HH}}{{trigger_time:mm}}",
                "zeros", "007",
                "broken", "{\"a\":",
                "k\"ey", "q\"uote"));

    // when
    HttpRequest request = render(config);

    // then
    assertThat(body(request))
        .isEqualTo(
            "{\"filter\":{\"text\":\"plain text\",\"number\":1.10,"
                + "\"big\":12345678901234567890123456789.0,\"none\":null},"
                + "\"page\":5,\"quoted\":\"5\",\"flag\":true,\"empty\":\"\","
                + "\"list\":[1, \"a\", 1795168800],\"object\":{\"at\": \"10h\"},"
                + "\"whole\":1795168800000,\"iso\":\"2026-11-20T10:00:00Z\","
                + "\"part\":\"from 1795168800\",\"forced\":\"1795168800\",\"two\":\"1000\","
                + "\"zeros\":\"007\",\"broken\":\"{\\\"a\\\":\",\"k\\\"ey\":\"q\\\"uote\"}");
    assertThat(request.headers()).containsExactly(new Header("Content-Type", "application/json"));
  }

  @Test
  void should_keep_the_type_of_a_json_value() {
    // given
    RequestConfig config =
        json(ordered("text", "$a", "number", "$b", "flag", "$c", "none", "$d", "node", "{{e}}"));

    // when
    HttpRequest request =
        RequestTemplate.compile(config, List.of("a", "b", "c", "d", "e"))
            .render(
                Map.of(
                    "a",
                    "5",
                    "b",
                    new BigDecimal("1.10"),
                    "c",
                    false,
                    "e",
                    JsonNodeFactory.instance.arrayNode().add(1).add("x")));

    // then
    assertThat(body(request))
        .isEqualTo(
            "{\"text\":\"5\",\"number\":1.10,\"flag\":false,\"none\":null,\"node\":[1,\"x\"]}");
  }

  @Test
  void should_refuse_a_number_that_json_cannot_hold() {
    // given
    RequestTemplate template = RequestTemplate.compile(json(Map.of("a", "$a")), List.of("a"));

    // when, then
    assertThatThrownBy(() -> template.render(Map.of("a", Double.NaN)))
        .isInstanceOf(TemplateException.class)
        .hasMessage("$a is NaN, which JSON cannot hold; expected a number");
  }

  @Test
  void should_send_a_json_body_as_it_is_written() {
    // given
    String text =
        """
        { "query": "since \\"{{last_trigger_time:HH:mm}}\\"", "n": 1.10,
          "at": {{trigger_time:epoch-s}}, "o": {{{trigger_time:HH}} : $trigger_time} }
        """;

    // when
    HttpRequest request = render(post(Map.of(), text));

    // then
    assertThat(body(request))
        .isEqualTo(
            """
            { "query": "since \\"09:59\\"", "n": 1.10,
              "at": 1795168800, "o": {"10" : "2026-11-20T10:00:00Z"} }
            """);
    assertThat(request.headers()).containsExactly(new Header("Content-Type", "application/json"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain                                        | v=a\"&b c",
        "application/x-www-form-urlencoded; charset=UTF-8  | v=a%22%26b+c",
        "Application/JSON; charset=utf-8                   | \"v=a\\\"&b c\"",
        "application/vnd.api+json                          | \"v=a\\\"&b c\"",
      })
  void should_encode_values_for_the_media_type_of_a_body(String contentType, String expected) {
    // given
    String text = expected.startsWith("\"") ? "\"v={{a}}\"" : "v={{a}}";
    RequestConfig config = post(Map.of("content-type", contentType), text);

    // when
    HttpRequest request =
        RequestTemplate.compile(config, List.of("a")).render(Map.of("a", "a\"&b c"));

    // then
    assertThat(body(request)).isEqualTo(expected);
    assertThat(request.headers()).containsExactly(new Header("content-type", contentType));
  }

  @Test
  void should_send_a_form_in_its_order() {
    // given
    RequestConfig config =
        new RequestConfig(
            "PUT",
            URL,
            Map.of(),
            Map.of(),
            Map.of(),
            ordered("z", "a b&c", "a name", "{{trigger_time:HH:mm}}", "list", "1;2"),
            null);

    // when
    HttpRequest request = render(config);

    // then
    assertThat(body(request)).isEqualTo("z=a+b%26c&a+name=10%3A00&list=1%3B2");
    assertThat(request.headers())
        .containsExactly(new Header("Content-Type", "application/x-www-form-urlencoded"));
  }

  @Test
  void should_allow_a_body_on_delete_and_none_on_post() {
    // given
    RequestConfig delete =
        new RequestConfig("DELETE", URL, Map.of(), Map.of(), Map.of("id", "1"), Map.of(), null);
    RequestConfig post =
        new RequestConfig("POST", URL, Map.of(), Map.of(), Map.of(), Map.of(), null);

    // when, then
    assertThat(body(render(delete))).isEqualTo("{\"id\":1}");
    assertThat(render(post).body()).isNull();
    assertThat(render(post).headers()).isEmpty();
  }

  @Test
  void should_keep_the_type_of_a_value_that_is_sent_back_in_json() {
    RequestConfig config =
        new RequestConfig(
            "POST", URL, Map.of(), Map.of(), Map.of("after", "{{cursor}}"), Map.of(), null);

    byte[] number =
        RequestTemplate.compile(config, RequestConfig.SOURCE_VARIABLES)
            .render(Map.of("cursor", new WrittenValue("12345678901234567890", true, null)))
            .body();
    byte[] text =
        RequestTemplate.compile(config, RequestConfig.SOURCE_VARIABLES)
            .render(Map.of("cursor", new WrittenValue("12", false, null)))
            .body();

    assertThat(new String(number, StandardCharsets.UTF_8))
        .isEqualTo("{\"after\":12345678901234567890}");
    assertThat(new String(text, StandardCharsets.UTF_8)).isEqualTo("{\"after\":\"12\"}");
  }

  @Test
  void should_know_which_variables_its_templates_use() {
    RequestConfig config =
        new RequestConfig(
            "POST",
            URL,
            Map.of("X", "$trigger_time {{broken"),
            Map.of("p", "{{{{}}cursor_end}}"),
            Map.of("a.b", "{{cursor:epoch-ms}}"),
            Map.of(),
            null);

    assertThat(RequestConfig.SOURCE_VARIABLES.stream().filter(config::uses))
        .containsExactly("trigger_time", "cursor");
  }

  private static HttpRequest render(RequestConfig config) {
    return RequestTemplate.compile(config, RequestConfig.SOURCE_VARIABLES).render(VALUES);
  }

  private static RequestConfig get(
      String url, Map<String, String> headers, Map<String, String> params) {
    return new RequestConfig("GET", url, headers, params, Map.of(), Map.of(), null);
  }

  private static RequestConfig json(Map<String, String> json) {
    return new RequestConfig("POST", URL, Map.of(), Map.of(), json, Map.of(), null);
  }

  private static RequestConfig post(Map<String, String> headers, String body) {
    return new RequestConfig("POST", URL, headers, Map.of(), Map.of(), Map.of(), body);
  }

  private static Map<String, String> ordered(String... namesAndValues) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  private static String body(HttpRequest request) {
    return new String(request.body(), StandardCharsets.UTF_8);
  }
}
