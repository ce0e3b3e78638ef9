package io.sqluice.http.pagination;

import static io.sqluice.http.pagination.Pages.jq;
import static io.sqluice.http.pagination.Pages.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.pagination.PaginationConfig.End;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OffsetsTest {

  private static final String ODD = ".[] | select(. % 2 == 1)";

  @Test
  void should_move_by_the_records_that_came_until_none_come() throws Exception {
    // given
    Pagination pagination =
        Pages.of(
            new PaginationConfig(
                new Offsets("offset", 0, 100),
                new PageSize("limit", 100),
                null,
                End.AT_EMPTY_PAGE));

    // then
    assertThat(pagination.firstToken()).isEqualTo("0");
    assertThat(pagination.apply(Pages.request("http://h/"), "0").url())
        .isEqualTo("http://h/?limit=100&offset=0");
    assertThat(pagination.nextToken("0", page("[1, 2, 3]"))).isEqualTo("3");
    assertThat(pagination.apply(Pages.request("http://h/"), "3").url())
        .isEqualTo("http://h/?limit=100&offset=3");
    assertThat(pagination.nextToken("3", page("[4]"))).isEqualTo("4");
    assertThat(pagination.nextToken("4", page("[]"))).isNull();
  }

  @Test
  void should_move_by_the_records_that_are_counted_in_the_body() throws Exception {
    Pagination pagination = counted("length");

    assertThat(pagination.nextToken("5", page(ODD, "[1, 2, 3]"))).isEqualTo("8");
    assertThat(pagination.nextToken("8", page(ODD, "[2, 4]"))).isEqualTo("10");
    assertThat(pagination.nextToken("10", page(ODD, "[]"))).isNull();
    assertThat(pagination.nextToken("10", page(ODD, ""))).isNull();
  }

  @Test
  void should_move_by_a_constant_where_the_api_leaves_records_out_of_its_pages() throws Exception {
    assertThat(counted("100").nextToken("100", page("[1, 2]"))).isEqualTo("200");
    assertThat(counted("100").nextToken("200", page("[]"))).isEqualTo("300");
  }

  @ParameterizedTest
  @CsvSource({
    "'.[0]', '\"x\"', a text",
    "'.[0]', '-1', -1",
    "'.[0]', '1.5', 1.5",
    "'.[0]', '1e30', 1e30",
    "'.[5]', '1', null"
  })
  void should_refuse_a_count_that_is_none(String program, String value, String found) {
    assertThatThrownBy(() -> counted(program).nextToken("0", page("[" + value + "]")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "pagination.count-jq '%s': found %s, expected the number of records in the page, such as '.items | length'"
                .formatted(program, found));
  }

  @Test
  void should_refuse_to_end_at_a_page_with_rows_because_of_a_misspelt_path() {
    assertThatThrownBy(
            () -> counted(".itms | length").nextToken("0", page(".items[]", "{\"items\": [1, 2]}")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "pagination.count-jq '.itms | length': found 0 records in a page of which jq makes 2 rows, expected the number of records; correct the program");
  }

  @Test
  void should_refuse_more_rows_than_records_were_asked_for() {
    assertThatThrownBy(
            () ->
                Pages.of(new Offsets("offset", 0, 2))
                    .nextToken("0", page(".[] | (., .)", "[1, 2]")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "offset-based pagination: found 4 rows in a page of at most 2 records (pagination.size), expected a row a record, because the offset moves by the records; say in pagination.count-jq how many records a page has, such as '.items | length'");
  }

  @Test
  void should_refuse_an_offset_that_does_not_count_up() {
    assertThatThrownBy(() -> Pages.of(new Offsets("offset", 0, null)).nextToken("x", page("[1]")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "found 'x' as the offset of a page, expected a number that can be counted up; set pagination.start to the first one");
  }

  private static Pagination counted(String program) {
    return Pages.of(
        new PaginationConfig(
            new Offsets("offset", 0, null), null, jq("count-jq", program), End.AT_EMPTY_PAGE));
  }
}
