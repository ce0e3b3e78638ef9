package io.sqluice.http.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Fire times a fixed period apart. On its own it knows no origin: the next fire time is one period
 * after whatever instant is asked about. {@link #anchoredAt} lays a grid through a real fire time.
 *
 * @param period the time between two fires, greater than zero
 */
public record IntervalSchedule(Duration period) implements Schedule {

  public IntervalSchedule {
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException(
          "interval "
              + period
              + " is not a period to poll at; expected a duration greater than zero, such as 30 s");
    }
  }

  @Override
  public Optional<Instant> next(Instant after) {
    return Optional.of(after.plus(period));
  }

  @Override
  public Optional<Instant> previous(Instant before) {
    return Optional.of(before.minus(period));
  }

  @Override
  public Schedule anchoredAt(Instant fireTime) {
    return new AnchoredInterval(fireTime, period);
  }
}
