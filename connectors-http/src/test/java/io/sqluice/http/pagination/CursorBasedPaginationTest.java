package io.sqluice.http.pagination;

import static io.sqluice.http.pagination.Pages.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.response.BodyFormat;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorBasedPaginationTest {

  @Test
  void should_follow_a_field_of_the_last_record() throws Exception {
    // given
    Pagination pagination = pagination("id", null);
    HttpRequest request = Pages.request("http://h/trades");

    // then
    assertThat(pagination.firstToken()).isNull();
    assertThat(pagination.apply(request, null)).isSameAs(request);
    assertThat(pagination.nextToken(null, page(".[]", "[{\"id\": 9}, {\"id\": 9007199254740993}]")))
        .isEqualTo("9007199254740993");
    assertThat(pagination.apply(request, "a b").url()).isEqualTo("http://h/trades?after=a%20b");
    assertThat(pagination.nextToken("5", page(".[]", "[{\"id\": 4.10}]"))).isEqualTo("4.10");
    assertThat(pagination.nextToken("4.10", page(".[]", "[]"))).isNull();
  }

  @Test
  void should_start_at_a_given_cursor() {
    assertThat(pagination("id", "100").firstToken()).isEqualTo("100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "false", "\"\""})
  void should_stop_without_a_cursor(String cursor) throws Exception {
    assertThat(pagination("id", null).nextToken("1", page(".[]", "[{\"id\": " + cursor + "}]")))
        .isNull();
    assertThat(
            pagination(".next", null)
                .nextToken("1", page(".items[]", "{\"items\": [1], \"next\": " + cursor + "}")))
        .isNull();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        ".meta.next, abc",
        ".items | last | tostring, 2",
        ".missing, ",
        ".items[] | select(. > 5), ",
      })
  void should_follow_a_jq_expression_over_the_whole_body(String expression, String expected)
      throws Exception {
    String body = "{\"items\": [1, 2], \"meta\": {\"next\": \"abc\"}}";

    assertThat(pagination(expression, null).nextToken(null, page(".items[]", body)))
        .isEqualTo(expected);
  }

  @Test
  void should_stop_at_an_empty_page_whatever_its_cursor() throws Exception {
    assertThat(
            pagination(".next", null)
                .nextToken("1", page(".items[]", "{\"items\": [], \"next\": 2}")))
        .isNull();
  }

  @Test
  void should_refuse_a_cursor_that_does_not_move() {
    assertThatThrownBy(() -> pagination("id", null).nextToken("7", page(".[]", "[{\"id\": 7}]")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "the cursor does not move: the page for after=7 gives '7' as 'id' again; check pagination.cursor_param (after) and pagination.cursor_id (id)");
  }

  @Test
  void should_say_that_the_record_must_keep_the_cursor() {
    assertThatThrownBy(
            () ->
                pagination("id", null).nextToken(null, page(".[] | {name, b: 1}", "[{\"id\": 7}]")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "pagination.cursor_id 'id': found a last record without it, with the fields name, b, expected an object with that field; keep the field in the jq program, or set pagination.cursor_id to a path into the whole body, such as '.next.cursor'");
    assertThatThrownBy(
            () -> pagination("id", null).nextToken(null, page(".[].id", "[{\"id\": 7}]")))
        .hasMessage(
            "pagination.cursor_id 'id': found a last record that is a number, expected an object with that field; keep the field in the jq program, or set pagination.cursor_id to a path into the whole body, such as '.next.cursor'");
  }

  @ParameterizedTest
  @CsvSource({"{}, an object", "[], an array", "true, true"})
  void should_refuse_a_cursor_that_is_no_text(String cursor, String found) {
    assertThatThrownBy(
            () -> pagination("id", null).nextToken(null, page(".[]", "[{\"id\": " + cursor + "}]")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "pagination.cursor_id 'id': found %s, expected a text or a number; name the field that holds the cursor"
                .formatted(found));
  }

  @Test
  void should_refuse_a_path_into_a_body_of_several_values() {
    assertThatThrownBy(
            () ->
                pagination(".next", null)
                    .nextToken(null, page(BodyFormat.NDJSON, "http://h/", ".", "{\"id\": 1}\n")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "pagination.cursor_id '.next': found a body of several values, expected one JSON value for a path; with format = 'ndjson' name a field of the records instead");
  }

  @Test
  void should_say_why_a_path_fails() {
    assertThatThrownBy(
            () ->
                pagination(".[0].next", null).nextToken(null, page(".items[]", "{\"items\": [1]}")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "pagination.cursor_id '.[0].next': found a body over which it fails (Cannot index object with number), expected the cursor; correct the path");
  }

  @Test
  void should_refuse_a_path_that_is_not_jq() {
    assertThatThrownBy(() -> pagination(".next | nxt", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "pagination.cursor_id: the jq program \".next | nxt\" uses nxt/0, which neither it nor jq (here jackson-jq) defines");
  }

  @Test
  void should_work_after_serialization() throws Exception {
    Pagination copy = InstantiationUtil.clone(pagination(".next", "0"));

    assertThat(copy.firstToken()).isEqualTo("0");
    assertThat(copy.nextToken("0", page(".items[]", "{\"items\": [1], \"next\": 2}")))
        .isEqualTo("2");
  }

  private static Pagination pagination(String cursorId, String start) {
    return new PaginationConfig(PaginationType.CURSOR_BASED, "page", "after", cursorId, start)
        .create();
  }
}
