package io.sqluice.http.pagination;

import static io.sqluice.http.pagination.Pages.jq;
import static io.sqluice.http.pagination.Pages.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.pagination.PaginationConfig.End;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cursors from the last record, from the body and from a header field. */
class CursorTest {

  @Test
  void should_follow_a_field_of_the_last_record() throws Exception {
    // given
    Pagination pagination = ofRecord("id");
    HttpRequest request = Pages.request("http://h/trades");

    // then
    assertThat(pagination.firstToken()).isNull();
    assertThat(pagination.apply(request, null)).isSameAs(request);
    assertThat(pagination.nextToken(null, page("[{\"id\": 9}, {\"id\": 9007199254740993}]")))
        .isEqualTo("9007199254740993");
    assertThat(pagination.apply(request, "a b").url()).isEqualTo("http://h/trades?after=a%20b");
    assertThat(pagination.nextToken("5", page("[{\"id\": 4.10}]"))).isEqualTo("4.10");
    assertThat(pagination.nextToken("4.10", page("[]"))).isNull();
  }

  @Test
  void should_refuse_a_cursor_that_is_too_long_for_any_request() throws Exception {
    String longest = "x".repeat(16_384);

    assertThat(ofRecord("id").nextToken(null, page("[{\"id\": \"" + longest + "\"}]")))
        .isEqualTo(longest);
    assertThatThrownBy(
            () -> ofRecord("id").nextToken(null, page("[{\"id\": \"" + longest + "y\"}]")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "the link or cursor of the next page: found 16385 characters, expected at most 16384;"
                + " check that the pagination options name the link or cursor alone and not a"
                + " larger part of the answer");
  }

  @Test
  void should_start_at_a_given_cursor() {
    assertThat(Pages.of(new RecordCursor("after", "id", "100")).firstToken()).isEqualTo("100");
    assertThat(Pages.of(new HeaderCursor("x", "after", "100")).firstToken()).isEqualTo("100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "false", "\"\""})
  void should_stop_without_a_cursor(String cursor) throws Exception {
    assertThat(ofRecord("id").nextToken("1", page("[{\"id\": " + cursor + "}]"))).isNull();
    assertThat(
            ofBody(".next")
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

    assertThat(ofBody(expression).nextToken(null, page(".items[]", body))).isEqualTo(expected);
  }

  @Test
  void should_follow_a_header_field() throws Exception {
    Pagination pagination = Pages.of(new HeaderCursor("CB-After", "after", null));

    assertThat(
            pagination.nextToken(
                null, page(".[]", "[1]", "http://h/", Map.of("cb-after", List.of(" 17 ")))))
        .isEqualTo("17");
    assertThat(pagination.apply(Pages.request("http://h/?limit=5"), "17").url())
        .isEqualTo("http://h/?limit=5&after=17");
    assertThat(
            pagination.nextToken(
                "17", page(".[]", "[1]", "http://h/", Map.of("cb-after", List.of("")))))
        .isNull();
    assertThat(pagination.nextToken("17", page("[1]"))).isNull();
  }

  @Test
  void should_stop_at_an_empty_page_whatever_its_cursor() throws Exception {
    assertThat(ofBody(".next").nextToken("1", page(".items[]", "{\"items\": [], \"next\": 2}")))
        .isNull();
  }

  @Test
  void should_go_on_after_an_empty_page_if_told_so() throws Exception {
    Pagination pagination =
        Pages.of(
            new PaginationConfig(
                new BodyCursor("after", jq("cursor_id", ".next"), null),
                null,
                null,
                new End(true, null)));

    assertThat(pagination.nextToken("1", page(".items[]", "{\"items\": [], \"next\": 2}")))
        .isEqualTo("2");
    assertThat(pagination.nextToken("2", page(".items[]", ""))).isNull();
  }

  @Test
  void should_stop_without_a_last_record_even_if_told_to_go_on() throws Exception {
    Pagination pagination =
        Pages.of(
            new PaginationConfig(
                new RecordCursor("after", "id", null), null, null, new End(true, null)));

    assertThat(pagination.nextToken("1", page("[]"))).isNull();
  }

  @ParameterizedTest
  @CsvSource({"false", "null", "empty"})
  void should_go_on_while_the_stop_program_says_no(String no) throws Exception {
    assertThat(stoppedBy(no).nextToken("0", page("[1]"))).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource({"true", "0", "'\"\"'", "'.[0] == 1'"})
  void should_stop_where_the_stop_program_says_yes(String yes) throws Exception {
    assertThat(stoppedBy(yes).nextToken("0", page("[1]"))).isNull();
  }

  @Test
  void should_say_that_the_stop_program_fails() {
    assertThatThrownBy(() -> stoppedBy(".last").nextToken("0", page("[1]")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "pagination.stop-jq '.last': found a body over which it fails (Cannot index array with string \"last\"); correct the program");
  }

  @Test
  void should_end_at_the_record_it_asked_from_where_the_cursor_is_inclusive() throws Exception {
    Pagination pagination = ofRecord("id");

    assertThat(pagination.nextToken("5", page("[{\"id\": 5}, {\"id\": 7}]"))).isEqualTo("7");
    assertThat(pagination.nextToken("7", page("[{\"id\": 7}]"))).isNull();
  }

  @Test
  void should_refuse_a_cursor_that_does_not_move() {
    assertThatThrownBy(() -> ofRecord("id").nextToken("7", page("[{\"id\": 6}, {\"id\": 7}]")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "the pagination does not move: the page for '7' names '7' again as the next one; check that the API takes the cursor in the parameter after (pagination.cursor_param) and gives it as id (pagination.cursor_id)");
    assertThatThrownBy(
            () -> ofBody(".next").nextToken("7", page(".items[]", "{\"items\":[1],\"next\":7}")))
        .hasMessage(
            "the pagination does not move: the page for '7' names '7' again as the next one; check that the API takes the cursor in the parameter after (pagination.cursor_param) and gives it as .next (pagination.cursor_id)");
    assertThatThrownBy(
            () ->
                Pages.of(new HeaderCursor("X-Next", "after", null))
                    .nextToken(
                        "7", page(".[]", "[1]", "http://h/", Map.of("x-next", List.of("7")))))
        .hasMessage(
            "the pagination does not move: the page for '7' names '7' again as the next one; check that the API takes the value of the header field X-Next (pagination.next_header) in the parameter after (pagination.cursor_param)");
  }

  @Test
  void should_say_that_the_record_must_keep_the_cursor() {
    assertThatThrownBy(
            () -> ofRecord("id").nextToken(null, page(".[] | {name, b: 1}", "[{\"id\": 7}]")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "pagination.cursor_id 'id': found a last record without it, with the fields name, b, expected an object with that field; keep the field in the jq program, or set pagination.cursor_id to a path into the whole body, such as '.next.cursor'");
    assertThatThrownBy(() -> ofRecord("id").nextToken(null, page(".[].id", "[{\"id\": 7}]")))
        .hasMessage(
            "pagination.cursor_id 'id': found a last record that is a number, expected an object with that field; keep the field in the jq program, or set pagination.cursor_id to a path into the whole body, such as '.next.cursor'");
  }

  @ParameterizedTest
  @CsvSource({"{}, an object", "[], an array", "true, true"})
  void should_refuse_a_cursor_that_is_no_text(String cursor, String found) {
    assertThatThrownBy(() -> ofRecord("id").nextToken(null, page("[{\"id\": " + cursor + "}]")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "pagination.cursor_id 'id': found %s, expected a text or a number; name the field that holds the cursor"
                .formatted(found));
  }

  @Test
  void should_say_why_a_path_fails() {
    assertThatThrownBy(
            () -> ofBody(".[0].next").nextToken(null, page(".items[]", "{\"items\": [1]}")))
        .isInstanceOf(PaginationException.class)
        .hasMessage(
            "pagination.cursor_id '.[0].next': found a body over which it fails (Cannot index object with number); correct the program");
  }

  @Test
  void should_refuse_a_path_that_is_not_jq() {
    assertThatThrownBy(() -> ofBody(".next | nxt"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the jq program \".next | nxt\" uses nxt/0, which neither it nor jq (here jackson-jq) defines");
  }

  @Test
  void should_work_after_serialization() throws Exception {
    PaginationConfig config = Pages.config(new BodyCursor("after", jq("cursor_id", ".next"), null));
    PaginationConfig copy = InstantiationUtil.clone(config);

    assertThat(copy).isEqualTo(config);
    assertThat(Pages.of(copy).nextToken("0", page(".items[]", "{\"items\": [1], \"next\": 2}")))
        .isEqualTo("2");
  }

  private static Pagination ofRecord(String field) {
    return Pages.of(new RecordCursor("after", field, null));
  }

  private static Pagination ofBody(String path) {
    return Pages.of(new BodyCursor("after", jq("cursor_id", path), null));
  }

  private static Pagination stoppedBy(String program) {
    return Pages.of(
        new PaginationConfig(
            new PageNumbers("page", 0), null, null, new End(false, jq("stop-jq", program))));
  }
}
