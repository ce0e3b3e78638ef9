package io.sqluice.http.table;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.options.TableOptions;
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
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;

/** When a table polls. */
public final class ScheduleOptions {

  public static final ConfigOption<String> SCHEDULE =
      key("schedule")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "When to poll, as cron: five Unix fields, or six with leading seconds. A streaming"
                  + " table has this or scan.poll-interval.");

  public static final ConfigOption<String> SCHEDULE_TIMEZONE =
      key("schedule.timezone")
          .stringType()
          .defaultValue("UTC")
          .withDescription("The time zone of the schedule, such as Europe/Berlin.");

  public static final ConfigOption<String> SCHEDULE_MISFIRE =
      key("schedule.misfire")
          .stringType()
          .defaultValue("run-once")
          .withDescription(
              "For fire times missed while the job was down or a poll overran: skip, run-once or"
                  + " catch-up (one poll each, at most 1000).");

  public static final ConfigOption<Duration> SCAN_POLL_INTERVAL =
      key("scan.poll-interval")
          .durationType()
          .noDefaultValue()
          .withDescription("When to poll, as a period from fire time to fire time.");

  public static final ConfigOption<String> SCAN_STARTUP_MODE =
      key("scan.startup.mode")
          .stringType()
          .defaultValue("immediate")
          .withDescription(
              "The first poll without a checkpoint: immediate (its trigger time is now, cut to"
                  + " seconds) or next-fire. In batch mode always immediate.");

  public static final ConfigOption<Duration> SCAN_JITTER =
      key("scan.jitter")
          .durationType()
          .defaultValue(Duration.ZERO)
          .withDescription("Longest random delay of a poll behind its fire time.");

  public static final ConfigOption<Long> SCAN_BOUNDED_MAX_POLLS =
      key("scan.bounded.max-polls")
          .longType()
          .noDefaultValue()
          .withDescription("Polls after which the table ends; in batch mode 1 without it.");

  /** In the order of the reference page. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          SCHEDULE,
          SCHEDULE_TIMEZONE,
          SCHEDULE_MISFIRE,
          SCAN_POLL_INTERVAL,
          SCAN_STARTUP_MODE,
          SCAN_JITTER,
          SCAN_BOUNDED_MAX_POLLS);

  /** How many times between fire times are looked at, and from when on: a leap day and a Monday. */
  private static final int GAPS = 100;

  private static final Instant GAPS_FROM = Instant.parse("2024-02-26T00:00:00Z");

  private final TableOptions options;
  private final boolean batch;

  ScheduleOptions(TableOptions options, boolean batch) {
    this.options = options;
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
      options.problem(
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
      options.problem(SCHEDULE_TIMEZONE.key(), "it needs a 'schedule'; a period has no time zone.");
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
      options.problem(
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
      options.problem(
          SCHEDULE.key(),
          "it is missing; say when to poll with a 'schedule' such as '*/5 * * * *' or a"
              + " 'scan.poll-interval' such as '10 s'. Only in batch mode (--batch) is a table without"
              + " either polled once.");
    } else if (maxPolls != null && maxPolls > 1) {
      options.problem(
          SCAN_BOUNDED_MAX_POLLS.key(),
          "more than one poll needs a 'schedule' or a 'scan.poll-interval'.");
    }
  }

  @Nullable
  private Schedule cron(ZoneId zone) {
    try {
      return CronSchedule.parse(options.text(SCHEDULE), zone);
    } catch (IllegalArgumentException badExpression) {
      options.problem(SCHEDULE.key(), badExpression.getMessage());
      return null;
    }
  }

  private ZoneId zone() {
    String name = options.text(SCHEDULE_TIMEZONE);
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      options.problem(
          SCHEDULE_TIMEZONE.key(),
          "found '" + name + "', expected a time zone such as UTC or Europe/Berlin.");
      return ZoneOffset.UTC;
    }
  }
}
