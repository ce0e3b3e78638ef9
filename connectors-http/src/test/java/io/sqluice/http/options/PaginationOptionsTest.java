package io.sqluice.http.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.pagination.BodyCursor;
import io.sqluice.http.pagination.BodyExpression;
import io.sqluice.http.pagination.HeaderCursor;
import io.sqluice.http.pagination.LinkPlace;
import io.sqluice.http.pagination.LinkedPages;
import io.sqluice.http.pagination.Offsets;
import io.sqluice.http.pagination.PageNumbers;
import io.sqluice.http.pagination.PageSize;
import io.sqluice.http.pagination.PageSteps;
import io.sqluice.http.pagination.PaginationConfig;
import io.sqluice.http.pagination.RecordCursor;
import io.sqluice.http.pagination.SinglePage;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.table.api.ValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options by their keys without 'pagination.'. */
class PaginationOptionsTest {

  static Stream<Arguments> types() {
    return Stream.of(
        Arguments.of(Map.of(), new SinglePage()),
        Arguments.of(Map.of("type", "page-based"), new PageNumbers("page", 0)),
        Arguments.of(
            Map.of("type", "page-based", "page_param", "p", "start", "1"), new PageNumbers("p", 1)),
        Arguments.of(Map.of("type", "offset-based"), new Offsets("offset", 0, null)),
        Arguments.of(
            Map.of("type", "offset-based", "page_param", "skip", "start", "20", "size", "10"),
            new Offsets("skip", 20, 10)),
        Arguments.of(
            Map.of("type", "offset-based", "size", "10", "count-jq", "length"),
            new Offsets("offset", 0, null)),
        Arguments.of(Map.of("type", "cursor-based"), new RecordCursor("cursor", "id", null)),
        Arguments.of(
            Map.of("type", "cursor-based", "cursor_param", "after", "start", "a"),
            new RecordCursor("after", "id", "a")),
        Arguments.of(
            Map.of("type", "cursor-based", "cursor_id", ".next"),
            new BodyCursor("cursor", jq("cursor_id", ".next"), null)),
        Arguments.of(
            Map.of("type", "header-based", "next_header", "CB-After", "cursor_param", "after"),
            new HeaderCursor("CB-After", "after", null)),
        Arguments.of(
            Map.of("type", "header-based", "next_header", "X-Next"),
            new LinkedPages(new LinkPlace.Header("X-Next"))),
        Arguments.of(Map.of("type", "link-header"), new LinkedPages(new LinkPlace.LinkHeader())),
        Arguments.of(
            Map.of("type", "body_link-based", "body_link_path", ".next"),
            new LinkedPages(new LinkPlace.Body(jq("body_link_path", ".next")))));
  }

  @ParameterizedTest
  @MethodSource("types")
  void should_read_each_type(Map<String, String> options, PageSteps steps) {
    assertThat(read(options).steps()).isEqualTo(steps);
  }

  @Test
  void should_take_hyphens_for_underscores() {
    assertThat(read(Map.of("type", "page-based", "page-param", "p")).steps())
        .isEqualTo(new PageNumbers("p", 0));
    assertThat(read(Map.of("type", "page-based", "size", "3", "size-param", "n")).size())
        .isEqualTo(new PageSize("n", 3));
    assertThat(
            read(Map.of("type", "header-based", "next-header", "X", "cursor-param", "c")).steps())
        .isEqualTo(new HeaderCursor("X", "c", null));
    assertThat(read(Map.of("type", "cursor-based", "cursor-id", "n")).steps())
        .isEqualTo(new RecordCursor("cursor", "n", null));
    assertThat(read(Map.of("type", "body_link-based", "body-link-path", ".n")).steps())
        .isEqualTo(new LinkedPages(new LinkPlace.Body(jq("body_link_path", ".n"))));
  }

  static Stream<Arguments> problems() {
    return Stream.of(
        Arguments.of(
            Map.of("type", "pages"),
            "'pagination.type': found 'pages', expected none, page-based, offset-based,"
                + " cursor-based, header-based, link-header or body_link-based."),
        Arguments.of(
            Map.of("type", "cursor-based", "page_param", "p"),
            "'pagination.page_param': it needs 'pagination.type' = 'page-based' or"
                + " 'offset-based'."),
        Arguments.of(
            Map.of("type", "cursor-based", "page-param", "p"),
            "'pagination.page-param': it needs 'pagination.type' = 'page-based' or"
                + " 'offset-based'."),
        Arguments.of(
            Map.of("type", "link-header", "cursor_param", "p"),
            "'pagination.cursor_param': it needs 'pagination.type' = 'cursor-based' or"
                + " 'header-based'."),
        Arguments.of(
            Map.of("type", "page-based", "cursor_id", ".next"),
            "'pagination.cursor_id': it needs 'pagination.type' = 'cursor-based'."),
        Arguments.of(
            Map.of("type", "link-header", "next_header", "X"),
            "'pagination.next_header': it needs 'pagination.type' = 'header-based'."),
        Arguments.of(
            Map.of("type", "link-header", "body_link_path", ".next"),
            "'pagination.body_link_path': it needs 'pagination.type' = 'body_link-based'."),
        Arguments.of(
            Map.of("type", "link-header", "start", "1"),
            "'pagination.start': it needs 'pagination.type' = 'page-based', 'offset-based',"
                + " 'cursor-based' or 'header-based'."),
        Arguments.of(
            Map.of("stop-jq", ".last"), "'pagination.stop-jq': it needs a 'pagination.type'."),
        Arguments.of(
            Map.of("max-pages", "3"), "'pagination.max-pages': it needs a 'pagination.type'."),
        Arguments.of(
            Map.of("type", "page-based", "start", "one"),
            "'pagination.start': found 'one', expected a page number, such as 1."),
        Arguments.of(
            Map.of("type", "offset-based", "start", "-1"),
            "'pagination.start': found '-1', expected an offset, such as 0."),
        Arguments.of(
            Map.of("type", "page-based", "size", "0"),
            "'pagination.size': found '0', expected a whole number of at least 1."),
        Arguments.of(
            Map.of("type", "page-based", "size_param", "n"),
            "'pagination.size_param': it needs a 'pagination.size'."),
        Arguments.of(
            Map.of("type", "header-based"),
            "'pagination.next_header': it is missing; 'pagination.type' = 'header-based' needs it:"
                + " name the header field of the answer, such as 'X-Next'."),
        Arguments.of(
            Map.of("type", "header-based", "next_header", "X", "start", "a"),
            "'pagination.start': it needs a 'pagination.cursor_param'; without one the header has"
                + " links, and 'url' is the first page."),
        Arguments.of(
            Map.of("type", "body_link-based"),
            "'pagination.body_link_path': it is missing; 'pagination.type' = 'body_link-based' needs"
                + " it: say where the link to the next page is in the body, such as"
                + " '.links.next'."),
        Arguments.of(
            Map.of("type", "body_link-based", "body_link_path", ".next | nxt"),
            "'pagination.body_link_path': the jq program \".next | nxt\" uses nxt/0, which neither"
                + " it nor jq (here jackson-jq) defines"),
        Arguments.of(
            Map.of("type", "page-based", "stop-jq", ".["),
            "'pagination.stop-jq': jq does not understand \".[\": Encountered \"<EOF>\" at line 1,"
                + " column 2."),
        Arguments.of(
            Map.of("type", "page-based", "empty-page", "skip"),
            "'pagination.empty-page': found 'skip', expected stop or continue."),
        Arguments.of(
            Map.of("type", "page-based", "empty-page", "continue"),
            "'pagination.empty-page': 'continue' needs a 'pagination.stop-jq' for 'page-based', such"
                + " as '.page == .pages'; without it there is no last page."),
        Arguments.of(
            Map.of("type", "offset-based", "empty-page", "continue"),
            "'pagination.empty-page': found 'continue', expected 'stop' for 'offset-based': an"
                + " offset that moves by the records of a page stays where it is after an empty"
                + " one. If the API leaves records out of its pages, let pagination.count-jq give"
                + " the number it counted, which may be a constant."));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void should_say_what_is_wrong(Map<String, String> options, String problem) {
    assertThatThrownBy(() -> read(options))
        .isInstanceOf(ValidationException.class)
        .hasMessage("Table t has 1 problem:\n  - " + problem);
  }

  @Test
  void should_refuse_two_page_sizes() {
    Map<String, String> raw = raw(Map.of("type", "page-based", "size", "5"));
    raw.put("params.limit", "7");

    assertThatThrownBy(() -> readRaw(raw))
        .hasMessage(
            "Table t has 1 problem:\n"
                + "  - 'pagination.size': the table has 'params.limit' too; keep one of the two.");
  }

  @Test
  void should_refuse_jq_over_bodies_that_are_not_one_value() {
    Map<String, String> raw = raw(Map.of("type", "cursor-based", "cursor_id", ".next"));
    raw.put("format", "ndjson");

    assertThatThrownBy(() -> readRaw(raw))
        .hasMessage(
            "Table t has 1 problem:\n"
                + "  - 'pagination.cursor_id': jq over the whole answer needs 'format' = 'json', and"
                + " the table's is 'ndjson'.");
  }

  @Test
  void should_refuse_cursors_of_records_that_are_not_json() {
    Map<String, String> raw = raw(Map.of("type", "cursor-based"));
    raw.put("format", "csv");

    assertThatThrownBy(() -> readRaw(raw))
        .hasMessage(
            "Table t has 1 problem:\n"
                + "  - 'pagination.type': 'cursor-based' needs 'format' = 'json' or 'ndjson', and the"
                + " table's is 'csv'; other formats can be read by page, offset, header field or"
                + " Link header.");

    raw.put("format", "ndjson");
    assertThat(readRaw(raw).steps()).isEqualTo(new RecordCursor("cursor", "id", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".[] | select(.a)",
        ".[] | if .a then . else empty end",
        "limit(3; .[])",
        "unique_by(.a)[]",
        "group_by(.a)[] | {n: length}",
        ".[]|(.a|select(.))",
      })
  void should_ask_for_a_count_where_jq_makes_other_than_a_row_a_record(String jq) {
    Map<String, String> raw = raw(Map.of("type", "offset-based"));
    raw.put("jq", jq);

    assertThatThrownBy(() -> readRaw(raw))
        .hasMessage(
            "Table t has 1 problem:\n"
                + "  - 'pagination.count-jq': it is missing: the offset moves by the records of a"
                + " page, and the program of 'jq' may make more or fewer rows of them; say how many"
                + " there are, such as '.items | length'.");

    raw.put("pagination.count-jq", "length");
    assertThat(readRaw(raw).count()).isEqualTo(jq("count-jq", "length"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".items[] | {id, limit: .limit, select: .empty}",
        ".items[] | {\"limit\": 1, unique: .unique_by}",
        ".items[] | {selected, emptyish: .b}",
      })
  void should_not_ask_for_a_count_because_of_fields(String jq) {
    Map<String, String> raw = raw(Map.of("type", "offset-based"));
    raw.put("jq", jq);

    assertThat(readRaw(raw).steps()).isEqualTo(new Offsets("offset", 0, null));
  }

  private static BodyExpression jq(String option, String program) {
    return new BodyExpression("pagination." + option, program);
  }

  private static Map<String, String> raw(Map<String, String> options) {
    Map<String, String> raw = new HashMap<>();
    options.forEach((key, value) -> raw.put("pagination." + key, value));
    return raw;
  }

  private static PaginationConfig read(Map<String, String> options) {
    return readRaw(raw(options));
  }

  private static PaginationConfig readRaw(Map<String, String> raw) {
    TableOptions options = new TableOptions(raw);
    PaginationConfig config = PaginationOptions.read(options);
    options.throwIfAnyProblem("t");
    return config;
  }
}
