package io.sqluice.http.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.table.SourceConfigs;
import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.connector.testutils.source.reader.TestingReaderContext;
import org.apache.flink.connector.testutils.source.reader.TestingReaderOutput;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpSourceReaderTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final ManualClock clock = new ManualClock(NOON);
  private final RecordingOutput output = new RecordingOutput();

  @Test
  void should_go_on_inside_a_page_after_a_restore_without_asking_again() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[{\"n\":1},{\"n\":2},{\"n\":3}]"))) {
      HttpSourceConfig config = config(api, Map.of());
      List<HttpSplit> checkpoint;
      try (HttpSourceReader reader = reader(config)) {
        reader.addSplits(List.of(HttpSplit.initial("t")));
        pollUntilRows(reader, 1);
        checkpoint = throughBytes(config, reader.snapshotState(1));
        pollUntilRows(reader, 2);
      }

      output.rows.clear();
      try (HttpSourceReader restored = reader(config)) {
        restored.addSplits(checkpoint);
        pollUntilRows(restored, 2);
      }

      assertThat(output.rows).containsExactly(2L, 3L);
      assertThat(api.asked()).hasSize(1);
    }
  }

  @Test
  void should_refuse_rows_of_a_page_without_metadata_that_a_query_reads_now() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[{\"n\":1},{\"n\":2}]"))) {
      HttpSourceConfig config = config(api, Map.of());
      ScanPlan plan = ScanPlan.of(config.extraction().rowType());
      List<HttpSplit> checkpoint;
      try (HttpSourceReader reader = reader(config, plan)) {
        reader.addSplits(List.of(HttpSplit.initial("t")));
        pollUntilRows(reader, 1);
        checkpoint = throughBytes(config, reader.snapshotState(1));
      }

      output.rows.clear();
      ScanPlan known = plan.withMetadata(List.of(HttpMetadata.PAGE, HttpMetadata.STATUS_CODE));
      try (HttpSourceReader restored = reader(config, known)) {
        restored.addSplits(checkpoint);
        pollUntilRows(restored, 1);
      }
      ScanPlan unknown = plan.withMetadata(List.of(HttpMetadata.PAGE, HttpMetadata.URL));
      try (HttpSourceReader restored = reader(config, unknown)) {
        assertThatThrownBy(() -> restored.addSplits(checkpoint))
            .hasMessage(
                "The checkpoint was taken inside a page of an 'http' table and holds rows without"
                    + " the metadata column 'url', but a query now reads it: run the script as it"
                    + " was once more and stop it between two polls, or start without the"
                    + " checkpoint.");
      }
    }
  }

  @Test
  void should_go_on_between_pages_after_a_restore() throws Exception {
    try (LocalApi api =
        LocalApi.answering(
            asked ->
                Answer.ok(
                    Integer.parseInt(asked.param("page")) < 3
                        ? "[{\"n\":" + asked.param("page") + "}]"
                        : "[]"))) {
      HttpSourceConfig config = config(api, Map.of("pagination.type", "page-based"));
      List<HttpSplit> checkpoint;
      try (HttpSourceReader reader = reader(config)) {
        reader.addSplits(List.of(HttpSplit.initial("t")));
        pollUntilRows(reader, 2);
        checkpoint = throughBytes(config, reader.snapshotState(1));
      }

      output.rows.clear();
      int asked = api.asked().size();
      try (HttpSourceReader restored = reader(config)) {
        restored.addSplits(checkpoint);
        pollUntilRows(restored, 1);
      }

      assertThat(output.rows).containsExactly(2L);
      assertThat(api.asked().get(asked).param("page")).isEqualTo("2");
    }
  }

  @Test
  void should_answer_at_once_while_a_request_is_under_way() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (LocalApi api =
        LocalApi.answering(
            asked -> {
              await(answer);
              return Answer.ok("[{\"n\":1}]");
            })) {
      HttpSourceConfig config = config(api, Map.of());
      try (HttpSourceReader reader = reader(config)) {
        reader.addSplits(List.of(HttpSplit.initial("t")));
        while (reader.pollNext(output) == InputStatus.MORE_AVAILABLE) {
          // until the request has been sent
        }

        assertThat(reader.isAvailable()).isNotDone();
        assertThat(reader.snapshotState(1).get(0).poll().position().pagesReceived()).isZero();

        answer.countDown();
        pollUntilRows(reader, 1);
        assertThat(output.rows).containsExactly(1L);
      }
    }
  }

  @Test
  void should_never_run_a_poll_that_overruns_its_period_twice_at_once() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (LocalApi api =
        LocalApi.answering(
            asked -> {
              await(answer);
              return Answer.ok("[{\"n\":1}]");
            })) {
      HttpSourceConfig config = config(api, Map.of("schedule.misfire", "skip"));
      try (HttpSourceReader reader = reader(config)) {
        reader.addSplits(List.of(HttpSplit.initial("t")));
        while (reader.pollNext(output) == InputStatus.MORE_AVAILABLE) {
          // until the request has been sent
        }
        clock.advance(Duration.ofMinutes(5));
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);

        answer.countDown();
        pollUntilRows(reader, 1);
        while (reader.pollNext(output) == InputStatus.MORE_AVAILABLE) {
          // until the poll has ended
        }

        assertThat(api.asked()).hasSize(1);
        HttpSplit split = reader.snapshotState(1).get(0);
        assertThat(split.history().ended()).isEqualTo(1);
        assertThat(split.history().lastFire()).isEqualTo(NOON);
      }
    }
  }

  @Test
  void should_emit_wall_clock_watermarks_that_stay_below_rows_to_come() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[{\"n\":1},{\"n\":2}]"))) {
      try (HttpSourceReader reader = withSourceWatermark(config(api, Map.of()))) {
        reader.addSplits(List.of(HttpSplit.initial("t")));
        pollUntilRows(reader, 1);
        clock.advance(Duration.ofSeconds(10));
        pollUntilRows(reader, 2);
        long whileRowsAreLeft = output.watermark;
        clock.advance(Duration.ofSeconds(10));
        while (reader.pollNext(output) == InputStatus.MORE_AVAILABLE) {
          // until the poll has ended
        }

        assertThat(whileRowsAreLeft).isEqualTo(NOON.toEpochMilli() - 1);
        assertThat(output.watermark).isEqualTo(NOON.plusSeconds(20).toEpochMilli() - 1);
      }
    }
  }

  @Test
  void should_refuse_the_state_of_another_table() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[]"));
        HttpSourceReader reader = reader(config(api, Map.of()))) {
      assertThatThrownBy(() -> reader.addSplits(List.of(HttpSplit.initial("other"))))
          .hasMessage(
              "The checkpoint holds the state of table other where table t is read now: restore it"
                  + " with the queries as they were, or start without it.");
    }
  }

  @Test
  void should_emit_watermarks_when_the_clock_has_been_set_back() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[]"));
        HttpSourceReader reader = withSourceWatermark(config(api, Map.of()))) {
      reader.addSplits(List.of(HttpSplit.initial("t")));
      reader.pollNext(output);
      clock.advance(Duration.ofHours(-1));
      output.watermark = 0;

      reader.pollNext(output);

      assertThat(output.watermark).isEqualTo(NOON.toEpochMilli() - 1);
    }
  }

  @Test
  void should_be_active_again_when_a_split_comes() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[]"));
        HttpSourceReader reader = reader(config(api, Map.of()))) {
      reader.pollNext(output);
      assertThat(output.idle).isTrue();

      reader.addSplits(List.of(HttpSplit.initial("t")));
      reader.pollNext(output);

      assertThat(output.idle).isFalse();
    }
  }

  @Test
  void should_mark_itself_idle_without_a_split() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[]"));
        HttpSourceReader reader = reader(config(api, Map.of()))) {
      assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
      assertThat(output.idle).isTrue();

      reader.notifyNoMoreSplits();

      assertThat(reader.pollNext(output)).isEqualTo(InputStatus.END_OF_INPUT);
    }
  }

  private HttpSourceReader reader(HttpSourceConfig config) {
    return reader(config, ScanPlan.of(config.extraction().rowType()));
  }

  private HttpSourceReader withSourceWatermark(HttpSourceConfig config) {
    return reader(config, ScanPlan.of(config.extraction().rowType()).withSourceWatermark());
  }

  private HttpSourceReader reader(HttpSourceConfig config, ScanPlan plan) {
    HttpSourceReader reader = new HttpSourceReader(config, plan, new TestingReaderContext(), clock);
    reader.start();
    return reader;
  }

  private static HttpSourceConfig config(LocalApi api, Map<String, String> more) {
    return SourceConfigs.streaming(api.url("/n"), "1 min", more);
  }

  private static List<HttpSplit> throughBytes(HttpSourceConfig config, List<HttpSplit> splits)
      throws Exception {
    HttpSplitSerializer serializer = new HttpSplitSerializer(config.extraction().rowType());
    List<HttpSplit> restored = new ArrayList<>();
    for (HttpSplit split : splits) {
      restored.add(serializer.deserialize(serializer.getVersion(), serializer.serialize(split)));
    }
    return restored;
  }

  /** Polls as the runtime does: waits for the reader's future when nothing is available. */
  private void pollUntilRows(HttpSourceReader reader, int rows) throws Exception {
    while (output.rows.size() < rows) {
      if (reader.pollNext(output) == InputStatus.NOTHING_AVAILABLE) {
        reader.isAvailable().get(30, TimeUnit.SECONDS);
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class RecordingOutput extends TestingReaderOutput<RowData> {

    private final List<Long> rows = new ArrayList<>();
    private long watermark;
    private boolean idle;

    @Override
    public void collect(RowData row) {
      rows.add(row.getLong(0));
    }

    @Override
    public void emitWatermark(Watermark next) {
      watermark = next.getTimestamp();
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {
      idle = false;
    }
  }
}
