package io.sqluice.http.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which records of an answer become rows. */
@Timeout(60)
class EmitModesTest {

  private static final Map<String, String> CHANGED = Map.of("scan.emit", "changed");
  private static final Map<String, String> NEW = Map.of("scan.emit", "new", "scan.dedup.key", "n");

  private final AtomicReference<Answer> answer = new AtomicReference<>(ok("[{\"n\":1}]"));

  @Test
  void should_emit_all_records_of_every_poll() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> answer.get());
        PolledTable table = PolledTable.of(api, Map.of())) {
      assertThat(table.poll()).hasSize(1);
      assertThat(table.nextPoll()).containsExactly(1L);
    }
  }

  @Test
  void should_emit_a_body_again_only_when_it_has_changed() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> answer.get());
        PolledTable table = PolledTable.of(api, CHANGED)) {
      assertThat(table.poll()).hasSize(1);
      assertThat(table.nextPoll()).isEmpty();
      table.restart();
      assertThat(table.nextPoll()).isEmpty();
      answer.set(ok("[{\"n\":2}]"));
      assertThat(table.nextPoll()).containsExactly(2L);
      answer.set(ok("[{\"n\":1}]"));
      assertThat(table.nextPoll()).containsExactly(1L);
    }
  }

  @Test
  void should_emit_an_unchanged_body_that_is_read_in_another_way() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> answer.get());
        PolledTable table = PolledTable.of(api, CHANGED)) {
      table.poll();
      table.restart(Map.of("scan.emit", "changed", "jq", ".[] | {n: (.n + 1)}"));
      assertThat(table.nextPoll()).containsExactly(2L);
    }
  }

  @Test
  void should_forget_pages_and_keys_when_another_mode_is_chosen() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> answer.get());
        PolledTable table = PolledTable.of(api, CHANGED)) {
      table.poll();
      table.restart(NEW);
      answer.set(ok("[{\"n\":2}]"));
      assertThat(table.nextPoll()).containsExactly(2L);
      assertThat(table.split().baseline().pageHashes()).isEmpty();
      assertThat(table.split().seenKeys()).isNotEmpty();

      table.restart(CHANGED);
      answer.set(ok("[{\"n\":1}]"));
      assertThat(table.nextPoll()).containsExactly(1L);
      assertThat(table.split().seenKeys()).isEmpty();
    }
  }

  @Test
  void should_compare_page_by_page() throws Exception {
    AtomicReference<String> second = new AtomicReference<>("[{\"n\":2}]");
    try (LocalApi api =
            LocalApi.answering(
                asked ->
                    switch (asked.param("page")) {
                      case "0" -> ok("[{\"n\":1}]");
                      case "1" -> ok(second.get());
                      default -> ok("[]");
                    });
        PolledTable table =
            PolledTable.of(api, Map.of("scan.emit", "changed", "pagination.type", "page-based"))) {
      assertThat(table.poll()).hasSize(2);
      second.set("[{\"n\":3}]");
      assertThat(table.nextPoll()).containsExactly(3L);
      assertThat(table.nextPoll()).isEmpty();
    }
  }

  @Test
  void should_compare_with_the_last_poll_that_completed() throws Exception {
    AtomicReference<Boolean> down = new AtomicReference<>(false);
    try (LocalApi api =
            LocalApi.answering(
                asked ->
                    switch (asked.param("page")) {
                      case "0" -> ok(down.get() ? "[{\"n\":7}]" : "[{\"n\":1}]");
                      case "1" -> down.get() ? Answer.status(400, "") : ok("[{\"n\":2}]");
                      default -> ok("[]");
                    });
        PolledTable table =
            PolledTable.of(api, Map.of("scan.emit", "changed", "pagination.type", "page-based"))) {
      assertThat(table.poll()).hasSize(2);
      down.set(true);
      assertThat(table.nextPoll()).containsExactly(7L);
      down.set(false);
      assertThat(table.nextPoll()).isEmpty();
    }
  }

  @Test
  void should_take_answers_without_a_body_for_unchanged_ones() throws Exception {
    Map<String, String> options =
        Map.of("scan.emit", "changed", "ignored-codes", "503", "retry-codes", "429");
    try (LocalApi api = LocalApi.answering(asked -> answer.get());
        PolledTable table = PolledTable.of(api, options)) {
      table.poll();
      answer.set(Answer.status(304, ""));
      assertThat(table.nextPoll()).isEmpty();
      answer.set(Answer.status(503, ""));
      assertThat(table.nextPoll()).isEmpty();
      answer.set(ok("[{\"n\":1}]"));
      assertThat(table.nextPoll()).isEmpty();
    }
  }

  @Test
  void should_give_no_rows_for_an_answer_that_is_not_modified() throws Exception {
    for (Map<String, String> mode : List.of(Map.<String, String>of(), CHANGED, NEW)) {
      try (LocalApi api =
              LocalApi.answering(
                  asked ->
                      asked.headers().containsKey("if-none-match")
                          ? Answer.status(304, "")
                          : new Answer(200, Map.of("ETag", "\"1\""), "[{\"n\":1}]"));
          PolledTable table = PolledTable.of(api, mode)) {
        assertThat(table.poll()).hasSize(1);
        assertThat(table.nextPoll()).isEmpty();
        assertThat(table.nextPoll()).isEmpty();
        assertThat(api.asked().get(2).headers()).containsEntry("if-none-match", "\"1\"");
      }
    }
  }

  @Test
  void should_emit_a_record_once_by_its_key() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> answer.get());
        PolledTable table = PolledTable.of(api, NEW)) {
      answer.set(ok("[{\"n\":1},{\"n\":2},{\"n\":1.0}]"));
      assertThat(PolledTable.numbers(table.poll())).containsExactly(1L, 2L);
      answer.set(ok("[{\"n\":2},{\"n\":3}]"));
      assertThat(table.nextPoll()).containsExactly(3L);
      table.restart();
      answer.set(ok("[{\"n\":4},{\"n\":3},{\"n\":1}]"));
      assertThat(table.nextPoll()).containsExactly(4L);
    }
  }

  @Test
  void should_forget_the_records_seen_least_recently() throws Exception {
    Map<String, String> options =
        Map.of("scan.emit", "new", "scan.dedup.key", "n", "scan.dedup.max-entries", "2");
    try (LocalApi api = LocalApi.answering(asked -> answer.get());
        PolledTable table = PolledTable.of(api, options)) {
      answer.set(ok("[{\"n\":1},{\"n\":2},{\"n\":1},{\"n\":3}]"));
      assertThat(PolledTable.numbers(table.poll())).containsExactly(1L, 2L, 3L);
      answer.set(ok("[{\"n\":1},{\"n\":2}]"));
      assertThat(table.nextPoll()).containsExactly(2L);
    }
  }

  @Test
  void should_emit_every_record_without_a_key() throws Exception {
    Map<String, String> options = Map.of("scan.emit", "new", "scan.dedup.key", "id, at");
    try (LocalApi api = LocalApi.answering(asked -> answer.get());
        PolledTable table = PolledTable.of(api, options)) {
      answer.set(
          ok(
              "[{\"n\":1},{\"n\":2,\"id\":null},{\"n\":3,\"id\":5},{\"n\":4,\"id\":5,\"at\":null}]"));
      assertThat(PolledTable.numbers(table.poll())).containsExactly(1L, 2L, 3L);
      assertThat(table.nextPoll()).containsExactly(1L, 2L);
    }
  }

  @Test
  void should_remember_what_a_failed_poll_has_emitted() throws Exception {
    AtomicReference<Boolean> down = new AtomicReference<>(true);
    try (LocalApi api =
            LocalApi.answering(
                asked ->
                    switch (asked.param("page")) {
                      case "0" -> ok("[{\"n\":2}]");
                      case "1" -> down.get() ? Answer.status(400, "") : ok("[{\"n\":1}]");
                      default -> ok("[]");
                    });
        PolledTable table =
            PolledTable.of(
                api,
                Map.of(
                    "scan.emit", "new", "scan.dedup.key", "n", "pagination.type", "page-based"))) {
      assertThat(PolledTable.numbers(table.poll())).containsExactly(2L);
      down.set(false);
      assertThat(table.nextPoll()).containsExactly(1L);
    }
  }

  @Test
  void should_number_records_as_the_page_has_them() throws Exception {
    Map<String, String> options =
        Map.of("scan.emit", "new", "scan.dedup.key", "n", "decode.error-policy", "skip");
    try (LocalApi api = LocalApi.answering(asked -> answer.get());
        PolledTable table = PolledTable.of(api, options, HttpMetadata.RECORD_INDEX)) {
      answer.set(ok("[{\"n\":1},{\"n\":\"x\"},{\"n\":1},{\"n\":3},{\"n\":\"y\"},{\"n\":5}]"));

      List<RowData> rows = table.poll();

      assertThat(PolledTable.numbers(rows)).containsExactly(1L, 3L, 5L);
      assertThat(rows).extracting(row -> row.getLong(1)).containsExactly(0L, 3L, 5L);
    }
  }

  @Test
  void should_agree_with_emitted_rows_when_restored_inside_a_page() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> answer.get());
        PolledTable table = PolledTable.of(api, NEW)) {
      answer.set(ok("[{\"n\":1},{\"n\":2},{\"n\":3}]"));
      assertThat(table.readRows(1)).containsExactly(1L);
      table.restart();
      assertThat(PolledTable.numbers(table.poll())).containsExactly(2L, 3L);
      assertThat(table.nextPoll()).isEmpty();
    }
  }

  @Test
  void should_take_a_checkpoint_of_a_hundred_thousand_keys() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> answer.get());
        PolledTable table = PolledTable.of(api, NEW)) {
      answer.set(
          ok(
              IntStream.range(0, 100_000)
                  .mapToObj(n -> "{\"n\":" + n + "}")
                  .collect(Collectors.joining(",", "[", "]"))));
      assertThat(table.readRows(100_000)).hasSize(100_000);

      HttpSplitSerializer serializer = new HttpSplitSerializer(RowType.of());
      long start = System.nanoTime();
      byte[] bytes = serializer.serialize(table.split());
      Duration took = Duration.ofNanos(System.nanoTime() - start);

      System.out.println(
          "checkpoint of 100,000 keys: " + took.toMillis() + " ms, " + bytes.length + " bytes");
      assertThat(bytes.length).isBetween(1_600_000, 1_601_000);
    }
  }

  private static Answer ok(String body) {
    return Answer.ok(body);
  }
}
