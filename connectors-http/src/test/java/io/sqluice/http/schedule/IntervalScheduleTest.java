package io.sqluice.http.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalScheduleTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.250Z");

  @Test
  void should_fire_one_period_away() {
    // given
    Schedule schedule = new IntervalSchedule(Duration.ofSeconds(30));

    // when, then
    assertThat(schedule.next(NOW)).contains(NOW.plusSeconds(30));
    assertThat(schedule.previous(NOW)).contains(NOW.minusSeconds(30));
  }

  @Test
  void should_lay_its_fire_times_through_the_last_fire() {
    // given
    Schedule schedule = new IntervalSchedule(Duration.ofSeconds(30)).anchoredAt(NOW);

    // when, then
    assertThat(schedule.next(NOW)).contains(NOW.plusSeconds(30));
    assertThat(schedule.next(NOW.plusMillis(29_999))).contains(NOW.plusSeconds(30));
    assertThat(schedule.next(NOW.plusSeconds(30))).contains(NOW.plusSeconds(60));
    assertThat(schedule.next(NOW.minusSeconds(1))).contains(NOW);
    assertThat(schedule.previous(NOW)).contains(NOW.minusSeconds(30));
    assertThat(schedule.previous(NOW.plusSeconds(30))).contains(NOW);
    assertThat(schedule.previous(NOW.plusSeconds(30).plusNanos(1))).contains(NOW.plusSeconds(30));
    assertThat(schedule.previous(NOW.minusSeconds(31))).contains(NOW.minusSeconds(60));
    assertThat(schedule.anchoredAt(NOW.plusSeconds(1)).next(NOW)).contains(NOW.plusSeconds(1));
  }

  @Test
  void should_take_periods_that_no_long_of_nanoseconds_holds() {
    // given
    Duration period = Duration.ofDays(365_000).plusNanos(1);
    Schedule schedule = new IntervalSchedule(period).anchoredAt(NOW);

    // when, then
    assertThat(schedule.next(NOW.plus(period))).contains(NOW.plus(period).plus(period));
    assertThat(schedule.previous(NOW)).contains(NOW.minus(period));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S"})
  void should_refuse_a_period_that_is_not_positive(Duration period) {
    assertThatThrownBy(() -> new IntervalSchedule(period))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "interval "
                + period
                + " is not a period to poll at; expected a duration greater than zero, such as"
                + " 30 s");
  }
}
