package io.sqluice.http.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.table.SourceConfigs;
import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.connector.testutils.source.reader.TestingReaderContext;
import org.apache.flink.connector.testutils.source.reader.TestingReaderOutput;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Polls whose answers say 200 and mean something else. */
@Timeout(60)
class AnswerFilterPollTest {

  private static final Map<String, String> OPTIONS =
      Map.of(
          "error.jq", "if type == \"object\" then .error else null end",
          "retry.jq", ".busy",
          "retry.initial-backoff", "1 ms");

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final List<Long> rows = new ArrayList<>();

  private final TestingReaderOutput<RowData> output =
      new TestingReaderOutput<>() {
        @Override
        public void collect(RowData row) {
          rows.add(row.getLong(0));
        }
      };

  @Test
  void should_go_on_with_the_next_poll_after_an_error_that_names_a_fatal_status() throws Exception {
    AtomicInteger polls = new AtomicInteger();
    try (LocalApi api =
            LocalApi.answering(
                asked ->
                    Answer.ok(
                        polls.incrementAndGet() == 1
                            ? "{\"error\":\"unauthorized\",\"status\":401,\"n\":1}"
                            : "[{\"n\":2}]"));
        HttpSourceReader reader = reader(api)) {
      reader.addSplits(List.of(HttpSplit.initial("t")));
      while (reader.snapshotState(1).get(0).history().ended() == 0) {
        advance(reader);
      }
      assertThat(rows).isEmpty();
      assertThat(api.asked()).hasSize(1);

      clock.advance(Duration.ofMinutes(1));
      while (rows.isEmpty()) {
        advance(reader);
      }
      assertThat(rows).containsExactly(2L);
    }
  }

  @Test
  void should_try_again_within_the_poll_if_told_so() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (LocalApi api =
            LocalApi.answering(
                asked ->
                    Answer.ok(
                        requests.incrementAndGet() < 3
                            ? "{\"error\":\"try later\",\"busy\":true}"
                            : "[{\"n\":7}]"));
        HttpSourceReader reader = reader(api)) {
      reader.addSplits(List.of(HttpSplit.initial("t")));
      while (rows.isEmpty()) {
        advance(reader);
      }

      assertThat(rows).containsExactly(7L);
      assertThat(api.asked()).hasSize(3);
    }
  }

  private HttpSourceReader reader(LocalApi api) {
    HttpSourceConfig config = SourceConfigs.streaming(api.url("/n"), "1 min", OPTIONS);
    HttpSourceReader reader =
        new HttpSourceReader(
            config, ScanPlan.of(config.extraction().rowType()), new TestingReaderContext(), clock);
    reader.start();
    return reader;
  }

  private void advance(HttpSourceReader reader) throws Exception {
    if (reader.pollNext(output) == InputStatus.NOTHING_AVAILABLE) {
      reader.isAvailable().get(30, TimeUnit.SECONDS);
    }
  }
}
