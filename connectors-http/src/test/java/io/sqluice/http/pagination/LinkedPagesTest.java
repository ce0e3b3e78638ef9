package io.sqluice.http.pagination;

import static io.sqluice.http.pagination.Pages.jq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpRequest.Header;
import io.sqluice.http.response.ExtractedPage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedPagesTest {

  private static final String URL = "http://h/a/items?q=1&page=1";

  private final Pagination bodyLinks =
      Pages.of(new LinkedPages(new LinkPlace.Body(jq("body_link_path", ".next"))));
  private final Pagination headerLinks = Pages.of(new LinkedPages(new LinkPlace.Header("X-Next")));
  private final Pagination linkHeader = Pages.of(new LinkedPages(new LinkPlace.LinkHeader()));

  @Test
  void should_follow_the_link_alone_with_the_method_headers_and_body_of_the_first_request()
      throws Exception {
    // given
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    HttpRequest first = new HttpRequest("POST", URL, List.of(new Header("A", "b")), body);

    // when
    String token = bodyLinks.nextToken(null, body("\"/a/items?page=2\""));
    HttpRequest next = bodyLinks.apply(first, token);

    // then
    assertThat(bodyLinks.firstToken()).isNull();
    assertThat(bodyLinks.apply(first, null)).isSameAs(first);
    assertThat(token).isEqualTo("http://h/a/items?page=2");
    assertThat(next.url()).isEqualTo("http://h/a/items?page=2");
    assertThat(next.method()).isEqualTo("POST");
    assertThat(next.headers()).isEqualTo(first.headers());
    assertThat(next.body()).isSameAs(body);
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/b?c=d, http://h/b?c=d",
    "https://h/b, https://h/b",
    "//h/b, http://h/b",
    "/b?c, http://h/b?c",
    "?page=2, http://h/a/items?page=2",
    "more?page=2, http://h/a/more?page=2",
    "../b, http://h/b",
    "./b#part, http://h/a/b",
    "' /b ', http://h/b",
    "/b c?d=ä, http://h/b%20c?d=%C3%A4",
    "/b%20c?d=%2f, http://h/b%20c?d=%2f",
  })
  void should_resolve_links_against_the_url_that_answered(String link, String resolved)
      throws Exception {
    assertThat(bodyLinks.nextToken(null, body("\"" + link + "\""))).isEqualTo(resolved);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "false", "\"\"", "\" \""})
  void should_stop_without_a_link(String none) throws Exception {
    assertThat(bodyLinks.nextToken("http://h/", body(none))).isNull();
    assertThat(headerLinks.nextToken(null, header("x-next", ""))).isNull();
    assertThat(headerLinks.nextToken(null, header("other", "/a"))).isNull();
    assertThat(linkHeader.nextToken(null, header("other", "/a"))).isNull();
  }

  @Test
  void should_refuse_a_body_link_that_is_no_text() {
    assertThatThrownBy(() -> bodyLinks.nextToken(null, body("{\"href\": \"/a\"}")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "pagination.body_link_path '.next': found an object, expected a link as a text; name the field that holds it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://h/x", "javascript:alert(1)/", "http:///x"})
  void should_refuse_a_link_that_is_no_url(String link) {
    assertThatThrownBy(() -> bodyLinks.nextToken(null, body("\"" + link + "\"")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "pagination.body_link_path '.next': the link to the next page is '%s', expected an http or https URL or a reference to one"
                .formatted(link));
  }

  @Test
  void should_follow_the_link_in_a_header_field() throws Exception {
    assertThat(headerLinks.nextToken(null, header("x-next", "?page=2")))
        .isEqualTo("http://h/a/items?page=2");
  }

  @Test
  void should_not_take_a_cursor_in_a_header_field_for_a_link() {
    assertThatThrownBy(() -> headerLinks.nextToken(null, header("x-next", "abc==")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "pagination.next_header 'X-Next': found 'abc==', expected a link; if it is a cursor, say in pagination.cursor_param which parameter takes it");
  }

  @Test
  void should_refuse_a_first_page_that_links_to_itself() {
    assertThatThrownBy(() -> linkHeader.nextToken(null, header("link", "<" + URL + ">;rel=next")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "the pagination does not move: the page for 'http://h/a/items?q=1&page=1' names 'http://h/a/items?q=1&page=1' again as the next one; the link is that of the Link header field; check whether it is the one to the next page");
  }

  @Test
  void should_refuse_a_further_page_that_links_to_itself() {
    assertThatThrownBy(() -> bodyLinks.nextToken("http://h/x", body("\"/x\"")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "the pagination does not move: the page for 'http://h/x' names 'http://h/x' again as the next one; the link is that of pagination.body_link_path '.next'; check whether it is the one to the next page");
  }

  @Test
  void should_refuse_to_follow_a_link_to_another_origin() {
    assertThatThrownBy(() -> bodyLinks.apply(Pages.request(URL), "http://other/a"))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "pagination.body_link_path '.next': the link to the next page leads to http://other, which 'redirects' = 'same-origin' does not follow; if that host is to be trusted, set 'redirects' to 'all'");
  }

  @Test
  void should_work_after_serialization() throws Exception {
    PaginationConfig config =
        Pages.config(new LinkedPages(new LinkPlace.Body(jq("body_link_path", ".next"))));
    PaginationConfig copy = InstantiationUtil.clone(config);

    assertThat(copy).isEqualTo(config);
    assertThat(Pages.of(copy).nextToken(null, body("\"/b\""))).isEqualTo("http://h/b");
  }

  private static ExtractedPage body(String next) throws Exception {
    return Pages.page(".items[]", "{\"items\": [1], \"next\": " + next + "}", URL, Map.of());
  }

  private static ExtractedPage header(String name, String value) throws Exception {
    return Pages.page(".[]", "[1]", URL, Map.of(name, List.of(value)));
  }
}
