package io.sqluice.http.pagination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.response.BodyFormat;
import io.sqluice.http.response.ExtractedPage;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageBasedPaginationTest {

  @Test
  void should_count_pages_from_zero_until_one_is_empty() throws Exception {
    // given
    Pagination pagination = pagination(null);
    HttpRequest request = Pages.request("http://h/list");

    // then
    assertThat(pagination.firstToken()).isEqualTo("0");
    assertThat(pagination.apply(request, "0").url()).isEqualTo("http://h/list?page=0");
    assertThat(pagination.nextToken("0", page("http://h/list?page=0", "[1, 2]"))).isEqualTo("1");
    assertThat(pagination.apply(request, "1").url()).isEqualTo("http://h/list?page=1");
    assertThat(pagination.nextToken("1", page("http://h/list?page=1", "[3]"))).isEqualTo("2");
    assertThat(pagination.nextToken("2", page("http://h/list?page=2", "[]"))).isNull();
  }

  @Test
  void should_start_where_it_is_told_with_the_parameters_it_is_told() throws Exception {
    Pagination pagination =
        new PaginationConfig(PaginationType.PAGE_BASED, "p", "cursor", "id", "1").create();

    assertThat(pagination.firstToken()).isEqualTo("1");
    assertThat(pagination.apply(Pages.request("http://h/?p=9&size=2"), "1").url())
        .isEqualTo("http://h/?p=1&size=2");
    assertThat(pagination.nextToken("1", page("http://h/?p=1&size=2", "[1]"))).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://h/?limit=2&page=0", "http://h/"})
  void should_go_on_after_a_page_that_is_shorter_than_asked_for(String url) throws Exception {
    assertThat(pagination(null).nextToken("0", page(url, "[1]"))).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "", "1.5"})
  void should_refuse_a_start_that_is_no_number(String start) {
    assertThatThrownBy(() -> pagination(start))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "pagination.start: found '%s', expected the number of the first page, such as 0 or 1"
                .formatted(start));
  }

  @Test
  void should_refuse_a_token_that_does_not_count_up() {
    assertThatThrownBy(
            () -> pagination(null).nextToken("9223372036854775807", page("http://h/", "[1]")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "page-based pagination: found the page '9223372036854775807', expected a number that can be counted up; set pagination.start to the number of the first page");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "5")
  void should_send_one_request_as_it_is_without_pagination(String token) throws Exception {
    Pagination none = PaginationConfig.NONE.create();
    HttpRequest request = Pages.request("http://h/?a=b");

    assertThat(none.firstToken()).isNull();
    assertThat(none.apply(request, token)).isSameAs(request);
    assertThat(none.nextToken(token, page("http://h/", "[1]"))).isNull();
  }

  @Test
  void should_survive_serialization() throws Exception {
    assertThat(InstantiationUtil.clone(pagination("3"))).isEqualTo(pagination("3"));
    assertThat(InstantiationUtil.clone(PaginationConfig.NONE)).isEqualTo(PaginationConfig.NONE);
  }

  private static Pagination pagination(String start) {
    return new PaginationConfig(PaginationType.PAGE_BASED, "page", "cursor", "id", start).create();
  }

  private static ExtractedPage page(String url, String body) throws Exception {
    return Pages.page(BodyFormat.JSON, url, ".[]", body);
  }
}
