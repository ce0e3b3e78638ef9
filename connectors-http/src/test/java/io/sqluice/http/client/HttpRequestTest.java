package io.sqluice.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpRequestTest {

  @ParameterizedTest
  @CsvSource({
    "http://h/p, page, 1, http://h/p?page=1",
    "http://h, page, 1, http://h?page=1",
    "http://h/p?, page, 1, http://h/p?page=1",
    "http://h/p?a=b, page, 1, http://h/p?a=b&page=1",
    "http://h/p?a=b&page=7&c=%20, page, 1, http://h/p?a=b&page=1&c=%20",
    "http://h/p?page=1&a&page=2, page, 3, http://h/p?page=3&a",
    "http://h/p?p%61ge=7&%zz=1, page, 1, http://h/p?page=1&%zz=1",
    "http://h/p?homepage=7, page, 1, http://h/p?homepage=7&page=1",
    "http://h/p?a=b#f?x, page, 1, http://h/p?a=b&page=1#f?x",
    "http://h/p#f, page, 1, http://h/p?page=1#f",
    "http://h/p, a b, é&=+/~*, http://h/p?a%20b=%C3%A9%26%3D%2B%2F~%2A",
  })
  void should_set_a_query_parameter(String url, String name, String value, String expected) {
    // given
    HttpRequest request =
        new HttpRequest("GET", url, List.of(new HttpRequest.Header("A", "b")), new byte[] {1});

    // when
    HttpRequest changed = request.withParam(name, value);

    // then
    assertThat(changed.url()).isEqualTo(expected);
    assertThat(changed.withUrl(url)).isEqualTo(request);
  }

  @ParameterizedTest
  @CsvSource({
    "https://h:8443/bot123:s3cret/x?key=s3cret#s3cret, https://h:8443, 16",
    "https://u:s3cret@h?key=s3cret@x, https://h, 0",
    "https://h#s3cret/s3cret, https://h, 0",
    "https://h, https://h, 0"
  })
  void should_print_neither_query_nor_headers_nor_body(String url, String origin, int path) {
    HttpRequest request =
        new HttpRequest(
            "POST",
            url,
            List.of(new HttpRequest.Header("Authorization", "s3cret")),
            "s3cret".getBytes(StandardCharsets.UTF_8));

    assertThat(request).hasToString("POST " + origin + " with a path of " + path + " characters");
  }
}
