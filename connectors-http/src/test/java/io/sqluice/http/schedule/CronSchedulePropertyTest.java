package io.sqluice.http.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random expressions and instants against an oracle that tries every minute. */
class CronSchedulePropertyTest {

  private static final Duration WINDOW = Duration.ofDays(10);

  @Test
  void should_agree_with_a_walk_over_every_minute() {
    // given
    long seed = 20261120;
    Random random = new Random(seed);
    int fired = 0;
    for (int run = 0; run < 500; run++) {
      RandomCron cron = RandomCron.draw(random);
      CronSchedule schedule = CronSchedule.parse(cron.text(), ZoneOffset.UTC);
      Instant at = Instant.ofEpochSecond(1_500_000_000L + random.nextInt(600_000_000));

      // when
      Instant next = schedule.next(at).orElse(Instant.MAX);
      Instant previous = schedule.previous(at).orElse(Instant.MIN);

      // then
      String what = cron.text() + " at " + at + ", seed " + seed;
      Instant after = walk(cron, at, Duration.ofMinutes(1));
      Instant before = walk(cron, at, Duration.ofMinutes(-1));
      if (after == null) {
        assertThat(next).as(what).isAfter(at.plus(WINDOW));
      } else {
        fired++;
        assertThat(next).as(what).isEqualTo(after);
        assertThat(schedule.previous(next.plusNanos(1))).as(what).contains(next);
      }
      if (before == null) {
        assertThat(previous).as(what).isBefore(at.minus(WINDOW));
      } else {
        assertThat(previous).as(what).isEqualTo(before);
        assertThat(schedule.next(previous.minusNanos(1))).as(what).contains(previous);
      }
    }
    assertThat(fired).isGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo"})
  void should_agree_with_a_walk_over_a_change_of_clocks(ZoneId zone) {
    // given
    long seed = 20251120;
    Random random = new Random(seed);
    ZoneOffsetTransition change =
        zone.getRules().nextTransition(Instant.parse("2025-01-01T00:00:00Z"));
    int fired = 0;
    for (int run = 0; run < 100; run++) {
      RandomCron cron = RandomCron.draw(random);
      CronSchedule schedule = CronSchedule.parse(cron.text(), zone);
      Instant from = change.getInstant().minus(Duration.ofHours(5));
      Instant to = change.getInstant().plus(Duration.ofHours(5));

      // when
      List<Instant> fires = new ArrayList<>();
      for (Instant fire = schedule.next(from.minusNanos(1)).orElse(Instant.MAX);
          fire.isBefore(to);
          fire = schedule.next(fire).orElse(Instant.MAX)) {
        assertThat(schedule.previous(fire.plusNanos(1))).contains(fire);
        if (!fires.isEmpty()) {
          assertThat(fire).isAfter(fires.get(fires.size() - 1));
          assertThat(schedule.previous(fire)).contains(fires.get(fires.size() - 1));
        }
        fires.add(fire);
      }

      // then
      List<Instant> expected = new ArrayList<>();
      for (Instant minute = from; minute.isBefore(to); minute = minute.plusSeconds(60)) {
        if (fires(cron, zone, minute)) {
          expected.add(minute);
        }
      }
      fired += expected.size();
      assertThat(fires)
          .as(cron.text() + " in " + zone + " around " + change + ", seed " + seed)
          .isEqualTo(expected);
      change = zone.getRules().nextTransition(change.getInstant());
      if (change.getInstant().isAfter(Instant.parse("2060-01-01T00:00:00Z"))) {
        change = zone.getRules().nextTransition(Instant.parse("2025-01-01T00:00:00Z"));
      }
    }
    assertThat(fired).isGreaterThan(500);
  }

  private static Instant walk(RandomCron cron, Instant at, Duration step) {
    Instant minute = Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), 60) * 60);
    if (!step.isNegative() || minute.equals(at)) {
      minute = minute.plus(step);
    }
    while (Duration.between(at, minute).abs().compareTo(WINDOW) <= 0) {
      if (cron.names(LocalDateTime.ofInstant(minute, ZoneOffset.UTC))) {
        return minute;
      }
      minute = minute.plus(step);
    }
    return null;
  }

  /** The documented rules, told about one minute at a time. */
  private static boolean fires(RandomCron cron, ZoneId zone, Instant minute) {
    LocalDateTime wallTime = LocalDateTime.ofInstant(minute, zone);
    if (cron.names(wallTime)) {
      boolean secondPass = !wallTime.atZone(zone).toInstant().equals(minute);
      if (!secondPass || cron.repeats()) {
        return true;
      }
    }
    ZoneOffsetTransition change = zone.getRules().previousTransition(minute.plusNanos(1));
    if (!change.isGap() || !change.getInstant().equals(minute)) {
      return false;
    }
    if (cron.firesEveryHour() && change.getDuration().toMinutes() >= 60) {
      return false;
    }
    LocalDateTime skipped = change.getDateTimeBefore();
    while (skipped.isBefore(change.getDateTimeAfter())) {
      if (cron.names(skipped)) {
        return true;
      }
      skipped = skipped.plusMinutes(1);
    }
    return false;
  }
}
