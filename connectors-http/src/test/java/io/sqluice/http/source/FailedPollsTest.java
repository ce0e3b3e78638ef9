package io.sqluice.http.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of polls that fail. */
@Timeout(60)
class FailedPollsTest {

  private static final HttpMetadata[] ALL = HttpMetadata.values();

  private final AtomicReference<Answer> answer = new AtomicReference<>(Answer.status(400, "no"));

  @Test
  void should_go_on_without_a_row() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> answer.get());
        PolledTable table = PolledTable.of(api, Map.of())) {
      assertThat(table.poll()).isEmpty();
      answer.set(Answer.ok("[{\"n\":1}]"));
      assertThat(table.nextPoll()).containsExactly(1L);
      assertThat(table.split().history().ended()).isEqualTo(2);
    }
  }

  @Test
  void should_fail_the_job_if_the_policy_says_so() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> answer.get());
        PolledTable table = PolledTable.of(api, Map.of("scan.error-policy", "fail"))) {
      assertThatThrownBy(table::poll)
          .hasMessageStartingWith(
              "Poll 1 of table t (trigger time 2026-11-20T12:00:00Z, page 0) failed: GET "
                  + api.url("/n"));
    }
  }

  @Test
  void should_tell_of_a_failed_poll_in_a_row() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> answer.get());
        PolledTable table = PolledTable.of(api, Map.of("scan.error-policy", "emit"), ALL)) {
      List<RowData> rows = table.poll();

      assertThat(rows).hasSize(1);
      RowData row = rows.get(0);
      assertThat(row.isNullAt(0)).isTrue();
      assertThat(row.getTimestamp(column(HttpMetadata.TRIGGER_TIME), 3).toInstant())
          .isEqualTo(PolledTable.NOON);
      assertThat(row.getTimestamp(column(HttpMetadata.TRIGGER_TIME_UTC), 3))
          .isEqualTo(row.getTimestamp(column(HttpMetadata.TRIGGER_TIME), 3));
      assertThat(row.getLong(column(HttpMetadata.TRIGGER_EPOCH_MS)))
          .isEqualTo(PolledTable.NOON.toEpochMilli());
      assertThat(row.getTimestamp(column(HttpMetadata.FETCH_TIME), 3).toInstant())
          .isEqualTo(PolledTable.NOON);
      assertThat(row.getLong(column(HttpMetadata.FETCH_ID))).isEqualTo(1);
      assertThat(row.getBoolean(column(HttpMetadata.LAST))).isTrue();
      assertThat(row.getInt(column(HttpMetadata.PAGE))).isZero();
      assertThat(row.getLong(column(HttpMetadata.RECORD_INDEX))).isZero();
      assertThat(row.getInt(column(HttpMetadata.STATUS_CODE))).isEqualTo(400);
      assertThat(row.isNullAt(column(HttpMetadata.HEADERS))).isTrue();
      assertThat(row.isNullAt(column(HttpMetadata.URL))).isTrue();
      assertThat(row.isNullAt(column(HttpMetadata.BODY))).isTrue();
      assertThat(row.getString(column(HttpMetadata.ERROR)).toString())
          .startsWith("GET " + api.url("/n"))
          .contains("the server answered with status 400");
    }
  }

  @Test
  void should_emit_the_rows_before_the_failure_and_then_the_one_that_tells_of_it()
      throws Exception {
    Map<String, String> options =
        Map.of("scan.error-policy", "emit", "pagination.type", "page-based");
    try (LocalApi api =
            LocalApi.answering(
                asked ->
                    asked.param("page").equals("0")
                        ? Answer.ok("[{\"n\":1},{\"n\":2}]")
                        : Answer.ok("<html>"));
        PolledTable table =
            PolledTable.of(
                api, options, HttpMetadata.LAST, HttpMetadata.PAGE, HttpMetadata.STATUS_CODE)) {
      List<RowData> rows = table.poll();

      assertThat(PolledTable.numbers(rows)).containsExactly(1L, 2L, null);
      assertThat(rows).extracting(row -> row.getBoolean(1)).containsExactly(false, false, true);
      assertThat(rows).extracting(row -> row.getInt(2)).containsExactly(0, 0, 1);
      assertThat(rows).extracting(row -> row.getInt(3)).containsExactly(200, 200, 200);
    }
  }

  @Test
  void should_have_no_status_code_where_nothing_answered() throws Exception {
    LocalApi api = LocalApi.answering(asked -> answer.get());
    api.close();
    try (PolledTable table =
        PolledTable.of(api, Map.of("scan.error-policy", "emit"), HttpMetadata.STATUS_CODE)) {
      assertThat(table.poll().get(0).isNullAt(1)).isTrue();
    }
  }

  @Test
  void should_emit_the_row_of_a_failed_poll_once_over_a_restart() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> answer.get());
        PolledTable table =
            PolledTable.of(api, Map.of("scan.error-policy", "emit"), HttpMetadata.ERROR)) {
      assertThat(table.readRows(1)).hasSize(1);
      table.restart();

      assertThat(table.poll()).isEmpty();
      assertThat(api.asked()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"continue", "emit"})
  void should_fail_the_job_when_credentials_or_address_are_wrong(String policy) throws Exception {
    for (int code : new int[] {401, 403, 404}) {
      AtomicInteger polls = new AtomicInteger();
      try (LocalApi api =
              LocalApi.answering(
                  asked ->
                      polls.incrementAndGet() < 3 ? Answer.ok("[]") : Answer.status(code, "no"));
          PolledTable table = PolledTable.of(api, Map.of("scan.error-policy", policy))) {
        table.poll();
        table.nextPoll();

        assertThatThrownBy(table::nextPoll)
            .hasMessageStartingWith(
                "Poll 3 of table t (trigger time 2026-11-20T12:02:00Z, page 0) failed: ");
      }
    }
  }

  @Test
  void should_not_fail_the_job_for_codes_that_are_ignored() throws Exception {
    answer.set(Answer.status(404, "no"));
    try (LocalApi api = LocalApi.answering(asked -> answer.get());
        PolledTable table = PolledTable.of(api, Map.of("ignored-codes", "404"))) {
      assertThat(table.poll()).isEmpty();
      assertThat(table.split().history().lastCompleted()).isEqualTo(PolledTable.NOON);
    }
  }

  @Test
  void should_fail_the_job_after_failures_in_a_row() throws Exception {
    Map<String, String> options =
        Map.of("scan.max-consecutive-failures", "2", "scan.error-policy", "emit");
    try (LocalApi api = LocalApi.answering(asked -> answer.get());
        PolledTable table = PolledTable.of(api, options)) {
      table.poll();
      answer.set(Answer.ok("[]"));
      table.nextPoll();
      answer.set(Answer.status(400, "no"));
      table.nextPoll();

      assertThatThrownBy(table::nextPoll)
          .hasMessageContaining("failed: ")
          .hasMessageEndingWith(
              " It was failure number 2 in a row, and 'scan.max-consecutive-failures' allows no"
                  + " more.");
    }
  }

  @Test
  void should_count_failures_anew_after_a_restart() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> answer.get());
        PolledTable table = PolledTable.of(api, Map.of("scan.max-consecutive-failures", "2"))) {
      table.poll();
      table.restart();

      assertThat(table.nextPoll()).isEmpty();
      assertThat(table.split().history().ended()).isEqualTo(2);
    }
  }

  @Test
  void should_tell_why_a_record_did_not_become_a_row() throws Exception {
    answer.set(Answer.ok("[{\"n\":1},{\"n\":\"x\"}]"));
    try (LocalApi api = LocalApi.answering(asked -> answer.get());
        PolledTable table =
            PolledTable.of(api, Map.of("decode.error-policy", "emit"), HttpMetadata.ERROR)) {
      assertThat(table.readRows(1)).containsExactly(1L);
      table.restart();

      List<RowData> rows = table.poll();

      assertThat(PolledTable.numbers(rows)).containsExactly((Long) null);
      assertThat(rows.get(0).getString(1))
          .hasToString(
              "row 2, field 'n' (BIGINT): found \"x\", expected an integer; convert it in jq, or"
                  + " declare the column as STRING");
    }
  }

  @Test
  void should_fail_a_window_of_too_many_pages() throws Exception {
    Map<String, String> options =
        Map.of(
            "pagination.type", "page-based",
            "pagination.max-pages", "2",
            "scan.error-policy", "emit");
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[{\"n\":1}]"));
        PolledTable table = PolledTable.of(api, options, HttpMetadata.ERROR)) {
      List<RowData> rows = table.poll();

      assertThat(rows).hasSize(3);
      assertThat(rows.get(2).getString(1))
          .hasToString(
              "The poll has 2 pages and the API names a further one; 'pagination.max-pages' allows"
                  + " no more: raise it, or check that the pagination comes to an end.");
    }
  }

  private static int column(HttpMetadata metadata) {
    return metadata.ordinal() + 1;
  }
}
