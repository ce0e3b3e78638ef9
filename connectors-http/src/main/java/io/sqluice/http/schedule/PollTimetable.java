package io.sqluice.http.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.annotation.Nullable;

/**
 * Decides when a table's next poll fires: at startup, after a poll has ended, and after a restore.
 * It knows no clock; a source of random numbers is its only input from outside. It remembers the
 * backlog that it catches up, and answers right for any fire time without it too.
 *
 * <p>Not thread-safe: a source's reader asks on the task thread.
 */
public final class PollTimetable {

  private final ScheduleConfig config;
  private final RandomGenerator jitterSource;
  @Nullable private Backlog backlog;

  /**
   * A timetable.
   *
   * @param jitterSource delays the polls of many jobs that share a schedule
   */
  public PollTimetable(ScheduleConfig config, RandomGenerator jitterSource) {
    this.config = config;
    this.jitterSource = jitterSource;
  }

  /**
   * A poll to come.
   *
   * @param triggerTime the fire time that the schedule gives
   * @param dueAt when to send the request, never before the trigger time
   */
  public record Fire(Instant triggerTime, Instant dueAt) {}

  /** Missed fire times that have been counted, from the oldest that is kept to the newest. */
  private record Backlog(Instant oldest, Instant newest) {

    /** Whether the fire time after another one is of this backlog. */
    boolean goesOnAfter(Instant fireTime) {
      return !fireTime.isBefore(oldest) && fireTime.isBefore(newest);
    }
  }

  /**
   * The poll after a fire time. Fire times after it, up to and including now, were missed and
   * follow the {@link MisfirePolicy}; a poll that makes up for one is due now. A poll in the future
   * is delayed by the jitter, drawn anew at each call.
   *
   * @param lastFire the trigger time of the last poll; null if the job starts without one
   * @param now the present; if it lies before the last fire, as after a clock was set back, the
   *     poll is still later than that
   * @return empty if the schedule never fires again
   */
  public Optional<Fire> next(@Nullable Instant lastFire, Instant now) {
    if (lastFire == null) {
      return first(now);
    }
    Schedule schedule = config.schedule().anchoredAt(lastFire);
    return missed(schedule, lastFire, now)
        .map(fireTime -> new Fire(fireTime, now))
        .or(() -> upcoming(schedule, now.isAfter(lastFire) ? now : lastFire));
  }

  private Optional<Fire> first(Instant now) {
    return switch (config.startup()) {
      case IMMEDIATE -> {
        Instant second = Instant.ofEpochSecond(now.getEpochSecond());
        yield Optional.of(new Fire(second, now));
      }
      case NEXT_FIRE -> upcoming(config.schedule(), now);
    };
  }

  private Optional<Instant> missed(Schedule schedule, Instant lastFire, Instant now) {
    return switch (config.misfire()) {
      case SKIP -> Optional.empty();
      case RUN_ONCE -> newestMissed(schedule, lastFire, now.plusNanos(1));
      case CATCH_UP -> oldestMissed(schedule, lastFire, now);
    };
  }

  private static Optional<Instant> newestMissed(
      Schedule schedule, Instant lastFire, Instant before) {
    return schedule.previous(before).filter(lastFire::isBefore);
  }

  /**
   * Within a backlog one step forward. A new backlog is counted and cut once, so that catching up
   * takes two steps a poll: backwards from now, because only then the limit bounds the steps.
   */
  private Optional<Instant> oldestMissed(Schedule schedule, Instant lastFire, Instant now) {
    if (backlog != null && backlog.goesOnAfter(lastFire)) {
      return schedule.next(lastFire).filter(fireTime -> !fireTime.isAfter(now));
    }
    Optional<Instant> newest = newestMissed(schedule, lastFire, now.plusNanos(1));
    Optional<Instant> oldest = newest;
    for (int kept = 1; oldest.isPresent() && kept < MisfirePolicy.CATCH_UP_LIMIT; kept++) {
      Optional<Instant> older = newestMissed(schedule, lastFire, oldest.get());
      if (older.isEmpty()) {
        break;
      }
      oldest = older;
    }
    backlog = oldest.map(first -> new Backlog(first, newest.get())).orElse(null);
    return oldest;
  }

  private Optional<Fire> upcoming(Schedule schedule, Instant after) {
    return schedule
        .next(after)
        .map(fireTime -> new Fire(fireTime, fireTime.plusNanos(delay(config.jitter()))));
  }

  private long delay(Duration jitter) {
    return jitter.isZero() ? 0 : jitterSource.nextLong(jitter.toNanos() + 1);
  }
}
