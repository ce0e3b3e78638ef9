package io.sqluice.http.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import io.sqluice.http.testing.LocalApi.Asked;
import io.sqluice.http.testing.Warnings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What polls ask for by the cursor, and when it moves. */
@Timeout(60)
class CursorTest {

  private static final Map<String, String> SINCE =
      Map.of("scan.cursor.jq", ".n", "scan.cursor.param", "since");

  @Test
  void should_ask_from_the_highest_value_of_the_poll_before() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[{\"n\":9},{\"n\":10},{\"n\":2}]"));
        PolledTable table = PolledTable.of(api, SINCE)) {
      table.poll();
      table.nextPoll();

      assertThat(params(api, "since")).containsExactly(null, "10");
    }
  }

  @Test
  void should_keep_the_cursor_when_a_poll_has_no_higher_one() throws Exception {
    String[] bodies = {"[{\"n\":5}]", "[{\"n\":null}]", "[{\"n\":3}]", "[]", "[]"};
    try (LocalApi api = LocalApi.answering(new Turns(bodies)::answer);
        PolledTable table = PolledTable.of(api, SINCE)) {
      for (int i = 0; i < bodies.length; i++) {
        table.poll();
        table.advance(Duration.ofMinutes(1));
      }

      assertThat(params(api, "since")).containsExactly(null, "5", "5", "5", "5");
    }
  }

  @Test
  void should_take_the_highest_value_of_all_pages_of_an_api_that_answers_newest_first()
      throws Exception {
    try (LocalApi api =
            LocalApi.answering(
                asked ->
                    Answer.ok(
                        switch (asked.param("page")) {
                          case "0" -> "[{\"n\":9},{\"n\":8}]";
                          case "1" -> "[{\"n\":7}]";
                          default -> "[]";
                        }));
        PolledTable table =
            PolledTable.of(api, with(SINCE, Map.of("pagination.type", "page-based")))) {
      table.poll();
      table.nextPoll();

      assertThat(params(api, "since")).containsExactly(null, null, null, "9", "9", "9");
    }
  }

  @Test
  void should_not_move_the_cursor_when_a_later_page_fails() throws Exception {
    AtomicBoolean down = new AtomicBoolean();
    try (LocalApi api =
            LocalApi.answering(
                asked -> {
                  if (asked.param("page").equals("1") && down.get()) {
                    return Answer.status(400, "no");
                  }
                  return Answer.ok(
                      asked.param("page").equals("0")
                          ? "[{\"n\":" + (down.get() ? 20 : 10) + "}]"
                          : "[]");
                });
        PolledTable table =
            PolledTable.of(api, with(SINCE, Map.of("pagination.type", "page-based")))) {
      table.poll();
      down.set(true);
      assertThat(table.nextPoll()).containsExactly(20L);
      down.set(false);
      assertThat(table.split().baseline().cursor().text()).isEqualTo("10");

      table.nextPoll();

      assertThat(api.asked().get(4).param("since")).isEqualTo("10");
    }
  }

  @Test
  void should_go_on_from_a_checkpoint_inside_a_poll() throws Exception {
    try (LocalApi api =
            LocalApi.answering(
                asked ->
                    Answer.ok(
                        switch (asked.param("page")) {
                          case "0" -> "[{\"n\":9},{\"n\":8}]";
                          case "1" -> "[{\"n\":7}]";
                          default -> "[]";
                        }));
        PolledTable table =
            PolledTable.of(
                api,
                with(SINCE, Map.of("pagination.type", "page-based", "scan.cursor.initial", "1")))) {
      assertThat(table.readRows(1)).containsExactly(9L);
      table.restart();
      assertThat(PolledTable.numbers(table.poll())).containsExactly(8L, 7L);
      table.restart();
      table.nextPoll();

      assertThat(params(api, "since")).containsExactly("1", "1", "1", "9", "9", "9");
    }
  }

  @Test
  void should_look_back_but_not_before_the_initial_cursor() throws Exception {
    String[] bodies = {"[{\"n\":105}]", "[{\"n\":150}]", "[]"};
    try (LocalApi api = LocalApi.answering(new Turns(bodies)::answer);
        PolledTable table =
            PolledTable.of(
                api,
                with(SINCE, Map.of("scan.cursor.initial", "100", "scan.cursor.lookback", "20")))) {
      table.poll();
      table.nextPoll();
      table.nextPoll();

      assertThat(params(api, "since")).containsExactly("100", "100", "130");
    }
  }

  @Test
  void should_put_the_cursor_into_templates_as_it_was_written_or_in_a_format() throws Exception {
    Map<String, String> options =
        Map.of(
            "jq", ".[] | {n: 1, t: .t}",
            "scan.cursor.jq", ".t",
            "scan.cursor.initial", "2026-11-20",
            "params.iso", "{{cursor}}",
            "headers.X-Since", "{{cursor:epoch-ms}}");
    try (LocalApi api =
            LocalApi.answering(asked -> Answer.ok("[{\"t\":\"2026-11-20T10:00:00+01:00\"}]"));
        PolledTable table = PolledTable.of(api, options)) {
      table.poll();
      table.nextPoll();

      assertThat(params(api, "iso")).containsExactly("2026-11-20", "2026-11-20T10:00:00+01:00");
      assertThat(api.asked())
          .extracting(asked -> asked.headers().get("x-since"))
          .containsExactly("1795132800000", "1795165200000");
    }
  }

  @Test
  void should_read_a_backfill_in_windows_within_one_poll() throws Exception {
    Map<String, String> options =
        Map.of(
            "scan.cursor.jq", ".t",
            "scan.cursor.initial", "2026-11-20T09:00:00Z",
            "scan.cursor.step", "2 h",
            "scan.cursor.param", "from",
            "scan.cursor.end-param", "to",
            "pagination.type", "page-based",
            "pagination.max-pages", "2");
    try (LocalApi api =
            LocalApi.answering(
                asked ->
                    Answer.ok(
                        asked.param("page").equals("0") && asked.param("from").contains("T11")
                            ? "[{\"n\":1,\"t\":\"2026-11-20T11:20:00Z\"}]"
                            : "[]"));
        PolledTable table = PolledTable.of(api, options)) {
      assertThat(table.poll()).hasSize(1);
      assertThat(table.split().baseline().cursor().text()).isEqualTo("2026-11-20T11:20:00Z");
      table.nextPoll();

      assertThat(requests(api))
          .containsExactly(
              "0: 2026-11-20T09:00:00Z to 2026-11-20T11:00:00Z",
              "0: 2026-11-20T11:00:00Z to 2026-11-20T12:00:00Z",
              "1: 2026-11-20T11:00:00Z to 2026-11-20T12:00:00Z",
              "0: 2026-11-20T11:20:00Z to 2026-11-20T12:01:00Z",
              "1: 2026-11-20T11:20:00Z to 2026-11-20T12:01:00Z");
    }
  }

  @Test
  void should_start_after_a_failed_window_at_the_end_of_the_one_before() throws Exception {
    AtomicBoolean down = new AtomicBoolean(true);
    Map<String, String> options =
        Map.of(
            "jq", ".[] | {n}",
            "scan.cursor.jq", ".n",
            "scan.cursor.initial", "1795165200000",
            "scan.cursor.step", "1 h",
            "scan.cursor.param", "from",
            "params.to", "{{cursor_end:HH:mm}}");
    try (LocalApi api =
            LocalApi.answering(
                asked ->
                    asked.param("to").equals("11:00") && down.get()
                        ? Answer.status(400, "no")
                        : Answer.ok("[]"));
        PolledTable table = PolledTable.of(api, options)) {
      table.poll();
      down.set(false);
      table.nextPoll();

      assertThat(params(api, "to")).containsExactly("10:00", "11:00", "11:00", "12:00", "12:01");
      assertThat(params(api, "from"))
          .containsExactly(
              "1795165200000", "1795168800000", "1795168800000", "1795172400000", "1795176000000");
    }
  }

  @Test
  void should_walk_through_numbers_until_a_window_is_empty_and_go_on_from_what_it_saw()
      throws Exception {
    Map<String, String> options =
        with(
            SINCE,
            Map.of(
                "scan.cursor.initial", "0",
                "scan.cursor.step", "10",
                "scan.cursor.end-param", "to"));
    try (LocalApi api =
            LocalApi.answering(
                asked -> {
                  long from = Long.parseLong(asked.param("since"));
                  long to = Long.parseLong(asked.param("to"));
                  return Answer.ok(
                      LongStream.range(from, Math.min(to, 14))
                          .mapToObj(n -> "{\"n\":" + n + "}")
                          .collect(Collectors.joining(",", "[", "]")));
                });
        Warnings warnings = new Warnings();
        PolledTable table = PolledTable.of(api, options)) {
      assertThat(table.poll()).hasSize(14);
      assertThat(table.nextPoll()).containsExactly(13L);
      assertThat(warnings.messages())
          .singleElement()
          .asString()
          .contains("ended at the window from '20' to '30', which has no records");

      assertThat(params(api, "since")).containsExactly("0", "10", "20", "13", "23");
    }
  }

  @Test
  void should_go_on_with_the_window_of_a_checkpoint() throws Exception {
    Map<String, String> options =
        Map.of(
            "scan.cursor.jq", ".t",
            "scan.cursor.initial", "2026-11-20T10:00:00Z",
            "scan.cursor.step", "1 h",
            "scan.cursor.param", "since",
            "scan.cursor.end-param", "to");
    try (LocalApi api =
            LocalApi.answering(
                asked ->
                    Answer.ok(
                        asked.param("since").contains("T11") ? "[{\"n\":1},{\"n\":2}]" : "[]"));
        PolledTable table = PolledTable.of(api, options)) {
      assertThat(table.readRows(1)).containsExactly(1L);
      table.restart();
      assertThat(PolledTable.numbers(table.poll())).containsExactly(2L);

      assertThat(params(api, "since"))
          .containsExactly("2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z");
    }
  }

  @Test
  void should_go_on_without_windows_when_the_step_is_taken_out() throws Exception {
    Map<String, String> step =
        Map.of("scan.cursor.step", "10", "scan.cursor.end-param", "to", "scan.cursor.initial", "0");
    try (LocalApi api =
            LocalApi.answering(
                asked ->
                    Answer.ok(asked.param("since").equals("0") ? "[{\"n\":3},{\"n\":4}]" : "[]"));
        PolledTable table = PolledTable.of(api, with(SINCE, step))) {
      assertThat(table.readRows(1)).containsExactly(3L);
      table.restart(SINCE);
      assertThat(PolledTable.numbers(table.poll())).containsExactly(4L);
      table.nextPoll();

      assertThat(params(api, "to")).containsExactly("10", null, null);
      assertThat(params(api, "since")).containsExactly("0", "10", "4");
    }
  }

  @Test
  void should_fail_a_poll_whose_cursor_cannot_be_moved() throws Exception {
    Map<String, String> options =
        with(
            SINCE,
            Map.of(
                "jq", ".[] | {n: 1, t: .n}",
                "scan.cursor.jq", ".t",
                "scan.cursor.lookback", "1 h",
                "scan.error-policy", "emit"));
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[{\"n\":\"b\"}]"));
        PolledTable table = PolledTable.of(api, options, HttpMetadata.ERROR)) {
      table.poll();
      table.advance(Duration.ofMinutes(1));

      assertThat(table.poll().get(0).getString(1))
          .hasToString(
              "'scan.cursor.lookback': the cursor 'b' is not a time; take the option out, give it"
                  + " as a number such as 1000, or let 'scan.cursor.jq' give what fits");
      assertThat(api.asked()).hasSize(1);
    }
  }

  @Test
  void should_fail_polls_on_an_odd_cursor_and_go_on_from_the_one_it_had() throws Exception {
    String[] bodies = {
      "[{\"t\":\"2026-11-20T10:00:00Z\"},{\"t\":\"\"}]",
      "[{\"t\":\"2026-11-20T11:00:00Z\"},{\"t\":\"n/a\"}]",
      "[{\"t\":\"2026-11-20T12:00:00Z\"}]",
      "[]"
    };
    Map<String, String> options =
        with(
            SINCE,
            Map.of(
                "jq", ".[] | {n: 1, t}",
                "scan.cursor.jq", ".t",
                "scan.error-policy", "emit"));
    try (LocalApi api = LocalApi.answering(new Turns(bodies)::answer);
        PolledTable table = PolledTable.of(api, options, HttpMetadata.ERROR)) {
      table.poll();
      table.advance(Duration.ofMinutes(1));

      assertThat(table.poll().get(0).getString(1))
          .hasToString(
              "row 2: 'scan.cursor.jq' (.t) gave the text \"n/a\", expected a time like the cursor"
                  + " so far, '2026-11-20T10:00:00Z'; filter such records out, for example with"
                  + " 'scan.cursor.jq' = '.t | select(. != \"n/a\")', or, if that one is wrong,"
                  + " start the table without its checkpoint");
      table.nextPoll();
      table.nextPoll();
      assertThat(params(api, "since"))
          .containsExactly(
              null, "2026-11-20T10:00:00Z", "2026-11-20T10:00:00Z", "2026-11-20T12:00:00Z");
    }
  }

  @Test
  void should_compare_the_cursors_of_a_page_with_those_of_the_page_before() throws Exception {
    Map<String, String> options =
        with(
            SINCE,
            Map.of(
                "jq", ".[] | {n: 1, t: .n}",
                "scan.cursor.jq", ".t",
                "pagination.type", "page-based",
                "scan.error-policy", "emit"));
    try (LocalApi api =
            LocalApi.answering(
                asked ->
                    Answer.ok(
                        asked.param("page").equals("0") ? "[{\"n\":9}]" : "[{\"n\":\"b\"}]"));
        PolledTable table = PolledTable.of(api, options, HttpMetadata.ERROR)) {
      assertThat(table.poll().get(1).getString(1).toString())
          .startsWith(
              "row 1: 'scan.cursor.jq' (.t) gave the text \"b\", expected a number like the cursor"
                  + " so far, '9'; ");
      assertThat(table.split().baseline().cursor()).isNull();
    }
  }

  private static List<String> params(LocalApi api, String name) {
    return api.asked().stream().map(asked -> asked.param(name)).toList();
  }

  private static List<String> requests(LocalApi api) {
    return api.asked().stream()
        .map(asked -> asked.param("page") + ": " + asked.param("from") + " to " + asked.param("to"))
        .toList();
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(some);
    all.putAll(more);
    return all;
  }

  /** Bodies one after the other. */
  private static final class Turns {

    private final String[] bodies;
    private int next;

    private Turns(String... bodies) {
      this.bodies = bodies;
    }

    private synchronized Answer answer(Asked asked) {
      return Answer.ok(bodies[next++]);
    }
  }
}
