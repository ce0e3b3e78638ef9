package io.sqluice.http.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hours around a change of clocks, written with their offsets. */
class CronScheduleDaylightSavingTest {

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        // Clocks jump from 02:00 to 03:00.
        "Europe/Berlin | 30 2 * * *    | 2026-03-28T00:00+01:00 | 2026-03-31T00:00+02:00"
            + "| 2026-03-28T02:30+01:00 2026-03-29T03:00+02:00 2026-03-30T02:30+02:00",
        "Europe/Berlin | 15,45 2 * * * | 2026-03-29T00:00+01:00 | 2026-03-30T00:00+02:00"
            + "| 2026-03-29T03:00+02:00",
        "Europe/Berlin | */20 2 * * *  | 2026-03-29T00:00+01:00 | 2026-03-30T00:00+02:00"
            + "| 2026-03-29T03:00+02:00",
        "Europe/Berlin | 0 2,3 * * *   | 2026-03-29T00:00+01:00 | 2026-03-30T00:00+02:00"
            + "| 2026-03-29T03:00+02:00",
        "Europe/Berlin | 30 */2 * * *  | 2026-03-29T00:00+01:00 | 2026-03-29T05:00+02:00"
            + "| 2026-03-29T00:30+01:00 2026-03-29T03:00+02:00 2026-03-29T04:30+02:00",
        "Europe/Berlin | 30 * * * *    | 2026-03-29T01:00+01:00 | 2026-03-29T04:00+02:00"
            + "| 2026-03-29T01:30+01:00 2026-03-29T03:30+02:00",
        "Europe/Berlin | */30 * * * *  | 2026-03-29T01:00+01:00 | 2026-03-29T04:00+02:00"
            + "| 2026-03-29T01:00+01:00 2026-03-29T01:30+01:00"
            + " 2026-03-29T03:00+02:00 2026-03-29T03:30+02:00",
        "Europe/Berlin | 30 30 2 29 3 *| 2026-01-01T00:00+01:00 | 2026-12-31T00:00+01:00"
            + "| 2026-03-29T03:00+02:00",
        // Clocks are set back from 03:00 to 02:00.
        "Europe/Berlin | 30 2 * * *    | 2026-10-24T00:00+02:00 | 2026-10-27T00:00+01:00"
            + "| 2026-10-24T02:30+02:00 2026-10-25T02:30+02:00 2026-10-26T02:30+01:00",
        "Europe/Berlin | 0 3 * * *     | 2026-10-25T00:00+02:00 | 2026-10-26T00:00+01:00"
            + "| 2026-10-25T03:00+01:00",
        "Europe/Berlin | 30 * * * *    | 2026-10-25T01:00+02:00 | 2026-10-25T04:00+01:00"
            + "| 2026-10-25T01:30+02:00 2026-10-25T02:30+02:00"
            + " 2026-10-25T02:30+01:00 2026-10-25T03:30+01:00",
        "Europe/Berlin | 30 0-23 * * * | 2026-10-25T02:00+02:00 | 2026-10-25T03:00+01:00"
            + "| 2026-10-25T02:30+02:00 2026-10-25T02:30+01:00",
        "Europe/Berlin | */30 2 * * *  | 2026-10-25T00:00+02:00 | 2026-10-26T00:00+01:00"
            + "| 2026-10-25T02:00+02:00 2026-10-25T02:30+02:00"
            + " 2026-10-25T02:00+01:00 2026-10-25T02:30+01:00",
        "Europe/Berlin | */20 30 2 * * * | 2026-10-25T00:00+02:00 | 2026-10-26T00:00+01:00"
            + "| 2026-10-25T02:30:00+02:00 2026-10-25T02:30:20+02:00 2026-10-25T02:30:40+02:00",
        // New York: 02:00 to 03:00 in March, 02:00 to 01:00 in November.
        "America/New_York | 30 2 * * * | 2026-03-08T00:00-05:00 | 2026-03-09T00:00-04:00"
            + "| 2026-03-08T03:00-04:00",
        "America/New_York | 30 1 * * * | 2026-11-01T00:00-04:00 | 2026-11-02T00:00-05:00"
            + "| 2026-11-01T01:30-04:00",
        "America/New_York | 0 17 * * * | 2026-03-07T00:00-05:00 | 2026-03-09T00:00-04:00"
            + "| 2026-03-07T17:00-05:00 2026-03-08T17:00-04:00",
        "America/New_York | */30 * * * * | 2026-11-01T01:00-04:00 | 2026-11-01T02:00-05:00"
            + "| 2026-11-01T01:00-04:00 2026-11-01T01:30-04:00"
            + " 2026-11-01T01:00-05:00 2026-11-01T01:30-05:00",
        // Lord Howe moves by half an hour: 02:00 to 02:30 in October, 02:00 to 01:30 in April.
        "Australia/Lord_Howe | 15 2 * * *  | 2026-10-04T00:00+10:30 | 2026-10-05T00:00+11:00"
            + "| 2026-10-04T02:30+11:00",
        "Australia/Lord_Howe | 15 * * * *  | 2026-10-04T01:00+10:30 | 2026-10-04T04:00+11:00"
            + "| 2026-10-04T01:15+10:30 2026-10-04T02:30+11:00 2026-10-04T03:15+11:00",
        "Australia/Lord_Howe | */15 * * * *| 2026-10-04T01:30+10:30 | 2026-10-04T03:00+11:00"
            + "| 2026-10-04T01:30+10:30 2026-10-04T01:45+10:30"
            + " 2026-10-04T02:30+11:00 2026-10-04T02:45+11:00",
        "Australia/Lord_Howe | 45 1 * * *  | 2026-04-05T00:00+11:00 | 2026-04-06T00:00+10:30"
            + "| 2026-04-05T01:45+11:00",
        "Australia/Lord_Howe | 45 * * * *  | 2026-04-05T01:00+11:00 | 2026-04-05T03:00+10:30"
            + "| 2026-04-05T01:45+11:00 2026-04-05T01:45+10:30 2026-04-05T02:45+10:30",
        // Cairo jumps at midnight, where a whole day has been lost by others.
        "Africa/Cairo | 0 */2 * * *  | 2025-04-24T22:00+02:00 | 2025-04-25T05:00+03:00"
            + "| 2025-04-24T22:00+02:00 2025-04-25T01:00+03:00"
            + " 2025-04-25T02:00+03:00 2025-04-25T04:00+03:00",
      })
  void should_fire_as_documented(
      ZoneId zone, String expression, OffsetDateTime from, OffsetDateTime to, String expected) {
    // given
    CronSchedule schedule = CronSchedule.parse(expression, zone);
    List<Instant> fires = new ArrayList<>();
    for (String text : expected.strip().split("\\s+")) {
      fires.add(OffsetDateTime.parse(text).toInstant());
    }

    // when, then
    assertThat(forwards(schedule, from.toInstant(), to.toInstant())).isEqualTo(fires);
    assertThat(backwards(schedule, from.toInstant(), to.toInstant())).isEqualTo(fires);
  }

  private static List<Instant> forwards(CronSchedule schedule, Instant from, Instant to) {
    List<Instant> fires = new ArrayList<>();
    Instant fire = schedule.next(from.minusNanos(1)).orElseThrow();
    while (fire.isBefore(to)) {
      fires.add(fire);
      fire = schedule.next(fire).orElseThrow();
    }
    return fires;
  }

  private static List<Instant> backwards(CronSchedule schedule, Instant from, Instant to) {
    List<Instant> fires = new ArrayList<>();
    Instant fire = schedule.previous(to).orElseThrow();
    while (!fire.isBefore(from)) {
      fires.add(fire);
      fire = schedule.previous(fire).orElseThrow();
    }
    Collections.reverse(fires);
    return fires;
  }
}
