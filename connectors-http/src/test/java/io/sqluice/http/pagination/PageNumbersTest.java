package io.sqluice.http.pagination;

import static io.sqluice.http.pagination.Pages.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.client.HttpRequest;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageNumbersTest {

  private final Pagination pagination = Pages.of(new PageNumbers("page", 0));

  @Test
  void should_count_pages_until_one_is_empty() throws Exception {
    // given
    HttpRequest request = Pages.request("http://h/list");

    // then
    assertThat(pagination.firstToken()).isEqualTo("0");
    assertThat(pagination.apply(request, "0").url()).isEqualTo("http://h/list?page=0");
    assertThat(pagination.nextToken("0", page("[1, 2]"))).isEqualTo("1");
    assertThat(pagination.apply(request, "1").url()).isEqualTo("http://h/list?page=1");
    assertThat(pagination.nextToken("1", page("[3]"))).isEqualTo("2");
    assertThat(pagination.nextToken("2", page("[]"))).isNull();
  }

  @Test
  void should_start_where_it_is_told_with_the_parameter_it_is_told() throws Exception {
    Pagination fromOne = Pages.of(new PageNumbers("p", 1));

    assertThat(fromOne.firstToken()).isEqualTo("1");
    assertThat(fromOne.apply(Pages.request("http://h/?p=9&size=2"), "1").url())
        .isEqualTo("http://h/?p=1&size=2");
    assertThat(fromOne.nextToken("1", page("[1]"))).isEqualTo("2");
  }

  @Test
  void should_go_on_after_a_page_that_is_shorter_than_asked_for() throws Exception {
    Pagination ofTen =
        Pages.of(
            new PaginationConfig(
                new PageNumbers("page", 0),
                new PageSize("limit", 10),
                null,
                PaginationConfig.End.AT_EMPTY_PAGE));

    assertThat(ofTen.apply(Pages.request("http://h/"), "0").url())
        .isEqualTo("http://h/?limit=10&page=0");
    assertThat(ofTen.nextToken("0", page("[1]"))).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775807", "abc"})
  void should_refuse_a_token_that_does_not_count_up(String token) {
    assertThatThrownBy(() -> pagination.nextToken(token, page("[1]")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "found '%s' as the number of a page, expected a number that can be counted up; set pagination.start to the first one"
                .formatted(token));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "5")
  void should_send_one_request_as_it_is_without_pagination(String token) throws Exception {
    Pagination none = Pages.of(PaginationConfig.NONE);
    HttpRequest request = Pages.request("http://h/?a=b");

    assertThat(none.firstToken()).isNull();
    assertThat(none.apply(request, token)).isSameAs(request);
    assertThat(none.nextToken(token, page("[1]"))).isNull();
  }

  @Test
  void should_survive_serialization() throws Exception {
    PaginationConfig config = Pages.config(new PageNumbers("page", 0));
    assertThat(InstantiationUtil.clone(config)).isEqualTo(config);
    assertThat(InstantiationUtil.clone(PaginationConfig.NONE)).isEqualTo(PaginationConfig.NONE);
  }
}
