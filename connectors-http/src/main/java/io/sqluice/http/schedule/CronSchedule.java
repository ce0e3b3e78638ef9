package io.sqluice.http.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * Fire times that a cron expression gives on the wall clock of a time zone.
 *
 * <p>Five fields as in Unix (minute, hour, day of month, month, weekday), or six with leading
 * seconds. 0 and 7 are Sunday, JAN and MON are names. If day of month and weekday are both
 * restricted, a day that meets either fires; a field that starts with a star does not restrict, as
 * crontab(5) has it, and then both must be met. {@code @hourly}, {@code @daily}, {@code @midnight},
 * {@code @weekly}, {@code @monthly}, {@code @yearly} and {@code @annually} are known.
 *
 * <p>When clocks jump forward, the wall clock times left out fire once, together, at the first
 * instant after the gap; only a schedule that fires in every hour leaves out a gap of an hour or
 * more, since its next fire is no further away than ever. When clocks are set back, a schedule
 * whose minute or hour field starts with a star, or that fires in every hour, fires in both passes
 * of the repeated time; all others fire in the first pass only. That is what cronie does, save that
 * cronie leaves out the gap for every star.
 *
 * <p>cron-utils, which reads the expression, drops a daily fire in the gap, and going back it finds
 * a daily fire in both passes. So it only sees wall clock times here, and this class lays them on
 * the time line.
 */
public final class CronSchedule implements Schedule {

  private static final Duration HOUR = Duration.ofHours(1);

  private final String expression;
  private final ZoneId zone;
  private final transient CronExpression cron;

  private CronSchedule(String expression, ZoneId zone, CronExpression cron) {
    this.expression = expression;
    this.zone = zone;
    this.cron = cron;
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException if it is not a cron expression; the message says what was
   *     found and what is expected
   */
  public static CronSchedule parse(String expression, ZoneId zone) {
    return new CronSchedule(expression, zone, CronExpression.parse(expression));
  }

  @Override
  public Optional<Instant> next(Instant after) {
    Instant from = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    while (true) {
      ZoneOffset offset = zone.getRules().getOffset(from);
      LocalDateTime earliest = LocalDateTime.ofInstant(from, offset);
      LocalDateTime first = firstWallTime(changeUpTo(from));
      Optional<LocalDateTime> wallTime = cron.atOrAfter(first.isAfter(earliest) ? first : earliest);
      if (wallTime.isEmpty()) {
        return Optional.empty();
      }
      Instant fireTime = wallTime.get().toInstant(offset);
      ZoneOffsetTransition change = zone.getRules().nextTransition(from);
      if (change == null || fireTime.isBefore(change.getInstant())) {
        return Optional.of(fireTime);
      }
      if (firesAfterGap(change) && wallTime.get().isBefore(change.getDateTimeAfter())) {
        return Optional.of(change.getInstant());
      }
      from = change.getInstant();
    }
  }

  @Override
  public Optional<Instant> previous(Instant before) {
    Instant until = before.minusNanos(1).truncatedTo(ChronoUnit.SECONDS);
    while (true) {
      ZoneOffset offset = zone.getRules().getOffset(until);
      Optional<LocalDateTime> wallTime = cron.atOrBefore(LocalDateTime.ofInstant(until, offset));
      if (wallTime.isEmpty()) {
        return Optional.empty();
      }
      ZoneOffsetTransition change = changeUpTo(until);
      if (!wallTime.get().isBefore(firstWallTime(change))) {
        return Optional.of(wallTime.get().toInstant(offset));
      }
      if (firesAfterGap(change) && !wallTime.get().isBefore(change.getDateTimeBefore())) {
        return Optional.of(change.getInstant());
      }
      until = change.getInstant().minusSeconds(1);
    }
  }

  /** The change of offset that an instant comes after, or that takes place at it. */
  @Nullable
  private ZoneOffsetTransition changeUpTo(Instant instant) {
    return zone.getRules().previousTransition(instant.plusNanos(1));
  }

  /** The wall clock time at which the fires behind a change of offset begin. */
  private LocalDateTime firstWallTime(@Nullable ZoneOffsetTransition change) {
    if (change == null) {
      return LocalDateTime.MIN;
    }
    return change.isOverlap() && !cron.repeats()
        ? change.getDateTimeBefore()
        : change.getDateTimeAfter();
  }

  private boolean firesAfterGap(ZoneOffsetTransition change) {
    return change.isGap() && !(cron.firesEveryHour() && change.getDuration().compareTo(HOUR) >= 0);
  }

  private Object readResolve() {
    return parse(expression, zone);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CronSchedule that
        && expression.equals(that.expression)
        && zone.equals(that.zone);
  }

  @Override
  public int hashCode() {
    return Objects.hash(expression, zone);
  }

  @Override
  public String toString() {
    return expression + " in " + zone;
  }
}
