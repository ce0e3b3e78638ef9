package io.sqluice.http.schedule;

import com.cronutils.model.time.ExecutionTime;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The wall clock times that a cron expression names, without a time zone.
 *
 * <p>cron-utils takes a star with a step for a restriction, so that day of month and weekday are
 * joined by OR; crontab(5) joins them by AND. Where that matters the expression is split in two,
 * one for each field, and a time has to be named by both.
 */
final class CronExpression {

  private final List<ExecutionTime> namedByAll;
  private final boolean repeats;
  private final boolean firesEveryHour;

  private CronExpression(List<ExecutionTime> namedByAll, boolean repeats, boolean firesEveryHour) {
    this.namedByAll = List.copyOf(namedByAll);
    this.repeats = repeats;
    this.firesEveryHour = firesEveryHour;
  }

  static CronExpression parse(String text) {
    CronFields fields = CronFields.parse(text);
    String days = fields.get(CronFields.Name.DAY_OF_MONTH);
    String weekdays = fields.get(CronFields.Name.WEEKDAY);
    boolean bothMustMatch = days.startsWith("*") || weekdays.startsWith("*");
    List<ExecutionTime> namedByAll = new ArrayList<>();
    if (bothMustMatch && !days.equals("*") && !weekdays.equals("*")) {
      namedByAll.add(fields.with(CronFields.Name.WEEKDAY, "*").executionTime());
      namedByAll.add(fields.with(CronFields.Name.DAY_OF_MONTH, "*").executionTime());
    } else {
      namedByAll.add(fields.executionTime());
    }
    boolean everyHour = fields.get(CronFields.Name.HOUR).matches("(\\*|0?0-23)(/0?1)?");
    boolean star =
        fields.get(CronFields.Name.MINUTE).startsWith("*")
            || fields.get(CronFields.Name.HOUR).startsWith("*");
    return new CronExpression(namedByAll, star || everyHour, everyHour);
  }

  /** Whether the expression asks for a fire every so often, rather than at given times of day. */
  boolean repeats() {
    return repeats;
  }

  /** Whether every hour of a day that fires at all has a fire. */
  boolean firesEveryHour() {
    return firesEveryHour;
  }

  /** The first time at or after another; empty if there is none (30 February). */
  Optional<LocalDateTime> atOrAfter(LocalDateTime earliest) {
    return agreed(
        earliest,
        (times, time) -> times.nextExecution(time.minusSeconds(1).atZone(ZoneOffset.UTC)));
  }

  /** The last time at or before another; empty if there is none. */
  Optional<LocalDateTime> atOrBefore(LocalDateTime latest) {
    return agreed(
        latest, (times, time) -> times.lastExecution(time.plusSeconds(1).atZone(ZoneOffset.UTC)));
  }

  /** Steps on in one direction until every part names the same time. */
  private Optional<LocalDateTime> agreed(
      LocalDateTime start,
      BiFunction<ExecutionTime, LocalDateTime, Optional<ZonedDateTime>> nearest) {
    LocalDateTime time = start;
    int agreeing = 0;
    for (int i = 0; agreeing < namedByAll.size(); i++) {
      Optional<LocalDateTime> named =
          nearest
              .apply(namedByAll.get(i % namedByAll.size()), time)
              .map(ZonedDateTime::toLocalDateTime);
      if (named.isEmpty()) {
        return Optional.empty();
      }
      agreeing = named.get().equals(time) ? agreeing + 1 : 1;
      time = named.get();
    }
    return Optional.of(time);
  }
}
