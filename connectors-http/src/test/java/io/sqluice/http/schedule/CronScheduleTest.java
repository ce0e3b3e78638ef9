package io.sqluice.http.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronScheduleTest {

  /** A Friday. */
  private static final Instant FRIDAY = Instant.parse("2026-11-20T10:00:00Z");

  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      value = {
        "*/1 * * * *         | 2026-11-20T10:01:00Z | 2026-11-20T09:59:00Z",
        "*/5 * * * *         | 2026-11-20T10:05:00Z | 2026-11-20T09:55:00Z",
        "30 */5 * * * *      | 2026-11-20T10:00:30Z | 2026-11-20T09:55:30Z",
        "*/10 * * * * *      | 2026-11-20T10:00:10Z | 2026-11-20T09:59:50Z",
        "0 0 * * 0           | 2026-11-22T00:00:00Z | 2026-11-15T00:00:00Z",
        "0 0 * * 7           | 2026-11-22T00:00:00Z | 2026-11-15T00:00:00Z",
        "0 0 0 * * 7         | 2026-11-22T00:00:00Z | 2026-11-15T00:00:00Z",
        "0 0 * * SUN         | 2026-11-22T00:00:00Z | 2026-11-15T00:00:00Z",
        "0 0 * * 6-7         | 2026-11-21T00:00:00Z | 2026-11-15T00:00:00Z",
        "0 9 * jan mon-fri   | 2027-01-01T09:00:00Z | 2026-01-30T09:00:00Z",
        "0 0 13 * FRI        | 2026-11-27T00:00:00Z | 2026-11-20T00:00:00Z",
        "0 0 0 13 * FRI      | 2026-11-27T00:00:00Z | 2026-11-20T00:00:00Z",
        "0 0 25 * FRI        | 2026-11-25T00:00:00Z | 2026-11-20T00:00:00Z",
        "0 0 */2 * SAT       | 2026-11-21T00:00:00Z | 2026-11-07T00:00:00Z",
        "0 0 1-9 * */5       | 2026-12-04T00:00:00Z | 2026-11-08T00:00:00Z",
        "0 0 29 2 *          | 2028-02-29T00:00:00Z | 2024-02-29T00:00:00Z",
        "  0   12 \t * * *   | 2026-11-20T12:00:00Z | 2026-11-19T12:00:00Z",
        "@hourly             | 2026-11-20T11:00:00Z | 2026-11-20T09:00:00Z",
        "@Daily              | 2026-11-21T00:00:00Z | 2026-11-20T00:00:00Z",
        "@weekly             | 2026-11-22T00:00:00Z | 2026-11-15T00:00:00Z",
        "@monthly            | 2026-12-01T00:00:00Z | 2026-11-01T00:00:00Z",
        "@yearly             | 2027-01-01T00:00:00Z | 2026-01-01T00:00:00Z",
      })
  void should_find_the_fire_times_around_an_instant(
      String expression, Instant next, Instant previous) {
    // given
    CronSchedule schedule = CronSchedule.parse(expression, ZoneOffset.UTC);

    // when, then
    assertThat(schedule.next(FRIDAY)).contains(next);
    assertThat(schedule.previous(FRIDAY)).contains(previous);
  }

  @Test
  void should_fire_on_a_leap_day_that_a_century_skips() {
    // given
    CronSchedule schedule = CronSchedule.parse("0 0 29 2 *", ZoneOffset.UTC);

    // when, then
    assertThat(schedule.next(Instant.parse("2096-03-01T00:00:00Z")))
        .contains(Instant.parse("2104-02-29T00:00:00Z"));
    assertThat(schedule.previous(Instant.parse("1904-01-01T00:00:00Z")))
        .contains(Instant.parse("1896-02-29T00:00:00Z"));
  }

  @Test
  void should_never_fire_on_a_day_that_no_year_has() {
    // given
    CronSchedule utc = CronSchedule.parse("0 0 30 2 *", ZoneOffset.UTC);
    CronSchedule berlin = CronSchedule.parse("0 0 0 31 2,4 *", ZoneId.of("Europe/Berlin"));

    // when, then
    assertThat(utc.next(FRIDAY)).isEmpty();
    assertThat(utc.previous(FRIDAY)).isEmpty();
    assertThat(berlin.next(FRIDAY)).isEmpty();
    assertThat(berlin.previous(FRIDAY)).isEmpty();
  }

  @Test
  void should_leave_out_the_instant_that_is_asked_about() {
    // given
    CronSchedule schedule = CronSchedule.parse("0 * * * *", ZoneOffset.UTC);

    // when, then
    assertThat(schedule.next(FRIDAY.minusNanos(1))).contains(FRIDAY);
    assertThat(schedule.next(FRIDAY)).contains(FRIDAY.plusSeconds(3600));
    assertThat(schedule.previous(FRIDAY.plusNanos(1))).contains(FRIDAY);
    assertThat(schedule.previous(FRIDAY)).contains(FRIDAY.minusSeconds(3600));
  }

  @Test
  void should_survive_serialization() throws IOException, ClassNotFoundException {
    // given
    CronSchedule schedule = CronSchedule.parse("0 9 * * MON", ZoneId.of("Asia/Tokyo"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(schedule);

    // when
    Object copy = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

    // then
    assertThat(copy).isEqualTo(schedule).hasToString("0 9 * * MON in Asia/Tokyo");
    assertThat(((CronSchedule) copy).next(FRIDAY)).contains(Instant.parse("2026-11-23T00:00:00Z"));
  }

  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      value = {
        "'* * * *'         | 4 fields",
        "'hourly'          | 1 field",
        "''                | 0 fields",
        "'0 0 0 * * * 2026'| 7 fields",
      })
  void should_say_how_many_fields_are_expected(String expression, String found) {
    assertThatThrownBy(() -> CronSchedule.parse(expression, ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "cron expression '"
                + expression
                + "' has "
                + found
                + "; expected five fields (minute hour day-of-month month weekday), such as"
                + " '*/5 * * * *', or six with leading seconds, such as '30 */5 * * * *'");
  }

  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      value = {
        "60 * * * * *  | second       | 60  | 0-59",
        "60 * * * *    | minute       | 60  | 0-59",
        "*/0 * * * *   | minute       | */0 | 0-59",
        "0 22-2 * * *  | hour         | 22-2| 0-23",
        "0 0 0 * *     | day of month | 0   | 1-31",
        "0 0 ? * *     | day of month | ?   | 1-31",
        "0 0 L * *     | day of month | L   | 1-31",
        "0 0 * 13 *    | month        | 13  | 1-12 or JAN-DEC",
        "0 0 * FEVRIER *| month       | FEVRIER | 1-12 or JAN-DEC",
        "0 0 * * 8     | weekday      | 8   | 0-7 or SUN-SAT, 0 and 7 are Sunday",
        "0 0 * * 2#1   | weekday      | 2#1 | 0-7 or SUN-SAT, 0 and 7 are Sunday",
      })
  void should_name_the_field_that_is_wrong(
      String expression, String field, String found, String values) {
    assertThatThrownBy(() -> CronSchedule.parse(expression, ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "cron expression '"
                + expression
                + "': the "
                + field
                + " field is '"
                + found
                + "'; expected "
                + values
                + ", alone, in lists (a,b), in ranges from low to high (a-b), as * or in steps"
                + " (*/n), without the signs ? L W # of Quartz");
  }

  @Test
  void should_list_the_nicknames_it_knows() {
    assertThatThrownBy(() -> CronSchedule.parse("@reboot", ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "cron expression '@reboot' is an unknown nickname; expected @hourly, @daily, @midnight,"
                + " @weekly, @monthly, @yearly or @annually, or five or six fields such as"
                + " '*/5 * * * *'");
  }
}
