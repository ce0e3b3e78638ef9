package io.sqluice.http.schedule;

import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.schedule.PollTimetable.Fire;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PollTimetableTest {

  private static final Schedule EVERY_MINUTE = CronSchedule.parse("* * * * *", ZoneOffset.UTC);
  private static final Schedule NEVER = CronSchedule.parse("0 0 30 2 *", ZoneOffset.UTC);
  private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");

  @Test
  void should_fire_at_once_on_an_immediate_start() {
    // given
    PollTimetable timetable =
        timetable(EVERY_MINUTE, MisfirePolicy.RUN_ONCE, Duration.ofSeconds(9));
    Instant now = TEN.plusMillis(12_345);

    // when, then
    assertThat(timetable.next(null, now)).contains(new Fire(TEN.plusSeconds(12), now));
  }

  @Test
  void should_wait_for_the_schedule_on_a_start_at_the_next_fire() {
    // given
    PollTimetable timetable =
        new PollTimetable(
            new ScheduleConfig(
                EVERY_MINUTE, MisfirePolicy.RUN_ONCE, StartupMode.NEXT_FIRE, Duration.ZERO),
            new Random(1));

    // when, then
    assertThat(timetable.next(null, TEN)).contains(future(TEN.plusSeconds(60)));
    assertThat(timetable.next(null, TEN.minusNanos(1))).contains(future(TEN));
  }

  @ParameterizedTest
  @EnumSource(MisfirePolicy.class)
  void should_fire_on_time_when_nothing_was_missed(MisfirePolicy misfire) {
    // given
    PollTimetable cron = timetable(EVERY_MINUTE, misfire, Duration.ZERO);
    PollTimetable interval =
        timetable(new IntervalSchedule(Duration.ofSeconds(45)), misfire, Duration.ZERO);

    // when, then
    assertThat(cron.next(TEN, TEN.plusSeconds(59))).contains(future(TEN.plusSeconds(60)));
    assertThat(interval.next(TEN, TEN.plusSeconds(40))).contains(future(TEN.plusSeconds(45)));
  }

  @Test
  void should_drop_missed_fires_when_told_to_skip() {
    // given
    PollTimetable cron = timetable(EVERY_MINUTE, MisfirePolicy.SKIP, Duration.ZERO);
    PollTimetable interval =
        timetable(new IntervalSchedule(Duration.ofSeconds(45)), MisfirePolicy.SKIP, Duration.ZERO);

    // when, then
    assertThat(cron.next(TEN, TEN.plusSeconds(60))).contains(future(TEN.plusSeconds(120)));
    assertThat(cron.next(TEN, TEN.plusSeconds(330))).contains(future(TEN.plusSeconds(360)));
    assertThat(interval.next(TEN, TEN.plusSeconds(100))).contains(future(TEN.plusSeconds(135)));
  }

  @Test
  void should_make_up_for_missed_fires_with_the_newest_when_told_to_run_once() {
    // given
    PollTimetable cron = timetable(EVERY_MINUTE, MisfirePolicy.RUN_ONCE, Duration.ofSeconds(9));
    PollTimetable interval =
        timetable(
            new IntervalSchedule(Duration.ofSeconds(45)), MisfirePolicy.RUN_ONCE, Duration.ZERO);
    Instant now = TEN.plusSeconds(330);

    // when, then
    assertThat(cron.next(TEN, now)).contains(new Fire(TEN.plusSeconds(300), now));
    assertThat(cron.next(TEN, TEN.plusSeconds(60)))
        .contains(new Fire(TEN.plusSeconds(60), TEN.plusSeconds(60)));
    assertThat(interval.next(TEN, now)).contains(new Fire(TEN.plusSeconds(315), now));
  }

  @Test
  void should_poll_for_each_missed_fire_oldest_first_when_told_to_catch_up() {
    // given
    PollTimetable timetable = timetable(EVERY_MINUTE, MisfirePolicy.CATCH_UP, Duration.ZERO);
    Instant now = TEN.plusSeconds(200);

    // when
    List<Fire> fires = new ArrayList<>();
    Instant last = TEN;
    for (int poll = 0; poll < 4; poll++) {
      fires.add(timetable.next(last, now).orElseThrow());
      last = fires.get(poll).triggerTime();
    }

    // then
    assertThat(fires)
        .containsExactly(
            new Fire(TEN.plusSeconds(60), now),
            new Fire(TEN.plusSeconds(120), now),
            new Fire(TEN.plusSeconds(180), now),
            future(TEN.plusSeconds(240)));
  }

  @Test
  void should_keep_the_newest_thousand_missed_fires() {
    // given
    PollTimetable cron = timetable(EVERY_MINUTE, MisfirePolicy.CATCH_UP, Duration.ZERO);
    PollTimetable interval =
        timetable(
            new IntervalSchedule(Duration.ofMillis(1)), MisfirePolicy.CATCH_UP, Duration.ZERO);
    Instant now = TEN.plus(365, DAYS);

    // when, then
    assertThat(cron.next(TEN, now)).contains(new Fire(now.minusSeconds(999 * 60), now));
    assertThat(cron.next(now.minusSeconds(1000 * 60), now))
        .contains(new Fire(now.minusSeconds(999 * 60), now));
    assertThat(cron.next(now.minusSeconds(999 * 60), now))
        .contains(new Fire(now.minusSeconds(998 * 60), now));
    assertThat(interval.next(TEN, now)).contains(new Fire(now.minusMillis(999), now));
  }

  @Test
  void should_ask_a_schedule_for_a_bounded_number_of_fires_only() {
    // given
    CountingSchedule schedule = new CountingSchedule();
    Instant now = TEN.plus(36_500, DAYS);

    // when
    timetable(schedule, MisfirePolicy.RUN_ONCE, Duration.ZERO).next(TEN, now);
    int runOnce = schedule.asked;
    timetable(schedule, MisfirePolicy.CATCH_UP, Duration.ZERO).next(TEN, now);
    int catchUp = schedule.asked - runOnce;

    // then
    assertThat(runOnce).isEqualTo(1);
    assertThat(catchUp).isEqualTo(MisfirePolicy.CATCH_UP_LIMIT);
  }

  @Test
  void should_walk_through_a_backlog_only_once() {
    // given
    CountingSchedule schedule = new CountingSchedule();
    PollTimetable timetable = timetable(schedule, MisfirePolicy.CATCH_UP, Duration.ZERO);
    Instant met = TEN.plus(365, DAYS);

    // when
    List<Instant> fires = new ArrayList<>();
    Instant last = TEN;
    for (int poll = 0; poll < MisfirePolicy.CATCH_UP_LIMIT; poll++) {
      last = timetable.next(last, met.plusSeconds(poll)).orElseThrow().triggerTime();
      fires.add(last);
    }

    // then
    assertThat(fires)
        .containsExactlyElementsOf(
            Stream.iterate(met.minusSeconds(999 * 60), fire -> fire.plusSeconds(60))
                .limit(1000)
                .toList());
    assertThat(schedule.asked).isEqualTo(1000 + 999);
  }

  @Test
  void should_count_what_was_missed_meanwhile_after_a_backlog() {
    // given
    CountingSchedule schedule = new CountingSchedule();
    PollTimetable timetable = timetable(schedule, MisfirePolicy.CATCH_UP, Duration.ZERO);
    Instant now = TEN.plus(365, DAYS);
    Instant met = now;

    // when every poll takes 90 seconds, so that after 1000 polls 1500 further ones were missed
    List<Instant> fires = new ArrayList<>();
    Instant last = TEN;
    for (int poll = 0; poll < 2000; poll++) {
      last = timetable.next(last, now).orElseThrow().triggerTime();
      fires.add(last);
      now = now.plusSeconds(90);
    }

    // then the newest 1000 of these follow
    assertThat(fires.subList(0, 1000))
        .startsWith(met.minusSeconds(999 * 60))
        .endsWith(met)
        .doesNotHaveDuplicates();
    assertThat(fires.subList(1000, 2000))
        .startsWith(met.plusSeconds(501 * 60))
        .endsWith(met.plusSeconds(1500 * 60))
        .doesNotHaveDuplicates();
    assertThat(schedule.asked).isEqualTo(2 * (1000 + 999));
  }

  @Test
  void should_wait_for_the_rest_of_a_backlog_when_the_clock_was_set_back() {
    // given
    PollTimetable timetable = timetable(EVERY_MINUTE, MisfirePolicy.CATCH_UP, Duration.ZERO);
    Instant first = timetable.next(TEN, TEN.plusSeconds(600)).orElseThrow().triggerTime();

    // when, then
    assertThat(first).isEqualTo(TEN.plusSeconds(60));
    assertThat(timetable.next(first, TEN.plusSeconds(90))).contains(future(TEN.plusSeconds(120)));
  }

  @ParameterizedTest
  @EnumSource(MisfirePolicy.class)
  void should_not_fire_twice_when_the_clock_was_set_back(MisfirePolicy misfire) {
    // given
    PollTimetable timetable = timetable(EVERY_MINUTE, misfire, Duration.ZERO);

    // when, then
    assertThat(timetable.next(TEN, TEN.minusSeconds(3600))).contains(future(TEN.plusSeconds(60)));
  }

  @Test
  void should_delay_future_fires_by_up_to_the_jitter() {
    // given
    PollTimetable timetable = timetable(EVERY_MINUTE, MisfirePolicy.SKIP, Duration.ofNanos(3));

    // when
    Set<Long> delays = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      Fire fire = timetable.next(TEN, TEN).orElseThrow();
      assertThat(fire.triggerTime()).isEqualTo(TEN.plusSeconds(60));
      delays.add(Duration.between(fire.triggerTime(), fire.dueAt()).toNanos());
    }

    // then
    assertThat(delays).containsExactlyInAnyOrder(0L, 1L, 2L, 3L);
  }

  @ParameterizedTest
  @EnumSource(MisfirePolicy.class)
  void should_end_with_the_schedule(MisfirePolicy misfire) {
    // given
    PollTimetable timetable = timetable(NEVER, misfire, Duration.ofSeconds(1));

    // when, then
    assertThat(timetable.next(TEN, TEN.plusSeconds(60))).isEmpty();
  }

  private static Fire future(Instant fireTime) {
    return new Fire(fireTime, fireTime);
  }

  private static PollTimetable timetable(
      Schedule schedule, MisfirePolicy misfire, Duration jitter) {
    return new PollTimetable(
        new ScheduleConfig(schedule, misfire, StartupMode.IMMEDIATE, jitter), new Random(1));
  }

  /** Fires every minute, and counts how often it is asked. */
  private static final class CountingSchedule implements Schedule {

    private int asked;

    @Override
    public Optional<Instant> next(Instant after) {
      asked++;
      return EVERY_MINUTE.next(after);
    }

    @Override
    public Optional<Instant> previous(Instant before) {
      asked++;
      return EVERY_MINUTE.previous(before);
    }
  }
}
