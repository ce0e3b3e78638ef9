package io.sqluice.http.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.client.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several values in the place of one. */
class JoinedValuesTest {

  private static final List<String> VARIABLES = List.of("id");

  @Test
  void should_join_values_in_path_query_parameters_and_headers() {
    RequestConfig config =
        new RequestConfig(
            "GET",
            "https://h/items/$id?ids=$id",
            Map.of("X-Ids", "$id"),
            Map.of("more", "$id"),
            Map.of(),
            Map.of(),
            null);

    HttpRequest request = render(config, ",", "a/b", 7);

    // What is the author's stays as it is; what is data is encoded.
    assertThat(request.url()).isEqualTo("https://h/items/a%2Fb,7?ids=a%2Fb,7&more=a%2Fb%2C7");
    assertThat(request.headers()).contains(new HttpRequest.Header("X-Ids", "a/b,7"));
  }

  @Test
  void should_repeat_a_parameter_by_a_delimiter_that_does() {
    RequestConfig config =
        new RequestConfig("GET", "https://h/?id=$id", Map.of(), Map.of(), Map.of(), Map.of(), null);

    assertThat(render(config, "&id=", "x&y", "z").url()).isEqualTo("https://h/?id=x%26y&id=z");
  }

  @Test
  void should_be_an_array_where_json_takes_a_value() {
    RequestConfig config =
        new RequestConfig(
            "POST",
            "https://h/",
            Map.of(),
            Map.of(),
            Map.of("ids", "$id", "text", "ids: $id"),
            Map.of(),
            null);

    assertThat(new String(render(config, "|", "a\"b", 7, true).body(), UTF_8))
        .isIn(
            "{\"ids\":[\"a\\\"b\",7,true],\"text\":\"ids: a\\\"b|7|true\"}",
            "{\"text\":\"ids: a\\\"b|7|true\",\"ids\":[\"a\\\"b\",7,true]}");
  }

  @Test
  void should_write_each_value_in_the_format_of_the_placeholder() {
    RequestConfig config =
        new RequestConfig(
            "GET", "https://h/?at={{id:epoch-s}}", Map.of(), Map.of(), Map.of(), Map.of(), null);

    assertThat(render(config, ";", Instant.ofEpochSecond(5), Instant.ofEpochSecond(6)).url())
        .isEqualTo("https://h/?at=5;6");
  }

  @Test
  void should_refuse_a_value_that_would_be_taken_for_two() {
    RequestConfig config =
        new RequestConfig("GET", "https://h/?id=$id", Map.of(), Map.of(), Map.of(), Map.of(), null);

    assertThatThrownBy(() -> render(config, ",", "a", "b,c"))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "the value 'b,c' of $id holds ',', which stands between the values of one request;"
                + " expected a delimiter that no value holds");
  }

  private static HttpRequest render(RequestConfig config, String delimiter, Object... values) {
    return RequestTemplate.compile(config, VARIABLES)
        .render(Map.of("id", new JoinedValues(List.of(values), delimiter)));
  }
}
