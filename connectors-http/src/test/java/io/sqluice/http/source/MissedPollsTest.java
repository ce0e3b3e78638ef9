package io.sqluice.http.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of fire times that pass while a job is down. */
@Timeout(120)
class MissedPollsTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void should_skip_them() throws Exception {
    try (LocalApi api = api();
        PolledTable table = table(api, "skip")) {
      table.poll();
      table.advance(HOUR.plusSeconds(30));
      table.restart();
      table.settle();
      table.advance(Duration.ofSeconds(30));
      table.poll();

      assertThat(triggers(api)).containsExactly(PolledTable.NOON, at(61));
    }
  }

  @Test
  void should_make_up_for_them_with_one_poll() throws Exception {
    try (LocalApi api = api();
        PolledTable table = table(api, "run-once")) {
      table.poll();
      table.advance(HOUR.plusSeconds(30));
      table.restart();
      table.poll();
      table.advance(Duration.ofSeconds(30));
      table.poll();

      assertThat(triggers(api)).containsExactly(PolledTable.NOON, at(60), at(61));
    }
  }

  @Test
  void should_catch_up_with_each_of_them() throws Exception {
    try (LocalApi api = api();
        PolledTable table = table(api, "catch-up")) {
      table.poll();
      table.advance(HOUR);
      table.restart();
      for (int i = 0; i < 30; i++) {
        table.poll();
      }
      table.restart();
      for (int i = 0; i < 30; i++) {
        table.poll();
      }

      assertThat(triggers(api)).hasSize(61).startsWith(PolledTable.NOON, at(1), at(2));
      assertThat(triggers(api)).endsWith(at(59), at(60)).doesNotHaveDuplicates();
    }
  }

  @Test
  void should_catch_up_with_a_thousand_at_most() throws Exception {
    try (LocalApi api = api();
        PolledTable table = table(api, "catch-up")) {
      table.poll();
      table.advance(Duration.ofDays(3));
      table.restart();
      table.poll();
      for (int i = 1; i < 1_000; i++) {
        table.poll();
      }

      int last = 3 * 24 * 60;
      List<Instant> triggers = triggers(api);
      assertThat(triggers).hasSize(1_001);
      assertThat(triggers.get(1)).isEqualTo(at(last - 999));
      assertThat(triggers.get(1_000)).isEqualTo(at(last));
      assertThat(table.split().poll()).isNull();
    }
  }

  private static PolledTable table(LocalApi api, String misfire) {
    return PolledTable.of(
        api, Map.of("schedule.misfire", misfire, "params.at", "{{trigger_time}}"));
  }

  private static LocalApi api() throws Exception {
    return LocalApi.answering(asked -> Answer.ok("[]"));
  }

  private static Instant at(int minutes) {
    return PolledTable.NOON.plus(Duration.ofMinutes(minutes));
  }

  private static List<Instant> triggers(LocalApi api) {
    return api.asked().stream().map(asked -> Instant.parse(asked.param("at"))).toList();
  }
}
