package io.sqluice.http.table;

import static io.sqluice.http.table.HttpConnectorOptions.SCAN_BOUNDED_MAX_POLLS;
import static io.sqluice.http.table.HttpConnectorOptions.SCAN_JITTER;
import static io.sqluice.http.table.HttpConnectorOptions.SCAN_POLL_INTERVAL;
import static io.sqluice.http.table.HttpConnectorOptions.SCAN_STARTUP_MODE;
import static io.sqluice.http.table.HttpConnectorOptions.SCHEDULE;
import static io.sqluice.http.table.HttpConnectorOptions.SCHEDULE_MISFIRE;
import static io.sqluice.http.table.HttpConnectorOptions.SCHEDULE_TIMEZONE;

import io.sqluice.http.schedule.CronSchedule;
import io.sqluice.http.schedule.IntervalSchedule;
import io.sqluice.http.schedule.MisfirePolicy;
import io.sqluice.http.schedule.Schedule;
import io.sqluice.http.schedule.ScheduleConfig;
import io.sqluice.http.schedule.StartupMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.annotation.Nullable;

/** Reads the options that say when a table polls. */
final class ScheduleOptions {

  /** How many times between fire times are looked at, and from when on: a leap day and a Monday. */
  private static final int GAPS = 100;

  private static final Instant GAPS_FROM = Instant.parse("2024-02-26T00:00:00Z");

  private final TableOptions options;
  private final OptionProblems problems;
  private final boolean batch;

  ScheduleOptions(TableOptions options, OptionProblems problems, boolean batch) {
    this.options = options;
    this.problems = problems;
    this.batch = batch;
  }

  /** The schedule; null for a table that polls once, and where there are problems. */
  @Nullable
  ScheduleConfig read(@Nullable Long maxPolls) {
    ZoneId zone = zone();
    MisfirePolicy misfire =
        options.choice(SCHEDULE_MISFIRE, MisfirePolicy.values(), "skip", "run-once", "catch-up");
    StartupMode startup =
        options.choice(SCAN_STARTUP_MODE, StartupMode.values(), "immediate", "next-fire");
    Duration jitter = options.delay(SCAN_JITTER);
    Duration period = options.period(SCAN_POLL_INTERVAL);
    if (options.has(SCHEDULE) && period != null) {
      problems.add(
          SCAN_POLL_INTERVAL.key(), "the table has a 'schedule' too; keep one of the two.");
      return null;
    }
    if (!options.has(SCHEDULE) && !options.has(SCAN_POLL_INTERVAL)) {
      rejectMissing(maxPolls);
      return null;
    }
    if (!options.has(SCHEDULE) && period == null) {
      return null;
    }
    if (period != null && options.has(SCHEDULE_TIMEZONE)) {
      problems.add(SCHEDULE_TIMEZONE.key(), "it needs a 'schedule'; a period has no time zone.");
    }
    if (period != null && (period.isZero() || period.isNegative())) {
      return null;
    }
    Schedule schedule = period != null ? new IntervalSchedule(period) : cron(zone);
    if (schedule == null) {
      return null;
    }
    rejectLongJitter(jitter, schedule);
    return new ScheduleConfig(schedule, misfire, batch ? StartupMode.IMMEDIATE : startup, jitter);
  }

  /** A poll that is delayed beyond the next fire time would miss it. */
  private void rejectLongJitter(Duration jitter, Schedule schedule) {
    Duration shortest = shortestGap(schedule);
    if (jitter.compareTo(shortest) >= 0) {
      problems.add(
          SCAN_JITTER.key(),
          "found "
              + jitter.toMillis()
              + " ms, expected less than the time between two polls, which can be as short as "
              + shortest.toMillis()
              + " ms.");
    }
  }

  private static Duration shortestGap(Schedule schedule) {
    Duration shortest = Duration.ofDays(366);
    Optional<Instant> fire = schedule.next(GAPS_FROM);
    for (int i = 0; i < GAPS && fire.isPresent(); i++) {
      Optional<Instant> next = schedule.next(fire.get());
      if (next.isPresent()) {
        Duration gap = Duration.between(fire.get(), next.get());
        shortest = gap.compareTo(shortest) < 0 ? gap : shortest;
      }
      fire = next;
    }
    return shortest;
  }

  private void rejectMissing(@Nullable Long maxPolls) {
    if (!batch) {
      problems.add(
          SCHEDULE.key(),
          "it is missing; say when to poll with a 'schedule' such as '*/5 * * * *' or a"
              + " 'scan.poll-interval' such as '10 s'.");
    } else if (maxPolls != null && maxPolls > 1) {
      problems.add(
          SCAN_BOUNDED_MAX_POLLS.key(),
          "more than one poll needs a 'schedule' or a 'scan.poll-interval'.");
    }
  }

  @Nullable
  private Schedule cron(ZoneId zone) {
    try {
      return CronSchedule.parse(options.text(SCHEDULE), zone);
    } catch (IllegalArgumentException badExpression) {
      problems.add(SCHEDULE.key(), badExpression.getMessage());
      return null;
    }
  }

  private ZoneId zone() {
    String name = options.text(SCHEDULE_TIMEZONE);
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      problems.add(
          SCHEDULE_TIMEZONE.key(),
          "found '" + name + "', expected a time zone such as UTC or Europe/Berlin.");
      return ZoneOffset.UTC;
    }
  }
}
