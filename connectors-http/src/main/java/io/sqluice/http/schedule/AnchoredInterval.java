package io.sqluice.http.schedule;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The grid of fire times a fixed period apart that runs through a known fire time. It finds its
 * neighbours by division, so that a year of missed milliseconds costs no more than one.
 */
record AnchoredInterval(Instant anchor, Duration period) implements Schedule {

  private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

  @Override
  public Optional<Instant> next(Instant after) {
    BigInteger index = periodsUntil(after, RoundingMode.FLOOR).add(BigInteger.ONE);
    return Optional.of(fireTime(index));
  }

  @Override
  public Optional<Instant> previous(Instant before) {
    BigInteger index = periodsUntil(before, RoundingMode.CEILING).subtract(BigInteger.ONE);
    return Optional.of(fireTime(index));
  }

  @Override
  public Schedule anchoredAt(Instant fireTime) {
    return new AnchoredInterval(fireTime, period);
  }

  private BigInteger periodsUntil(Instant instant, RoundingMode rounding) {
    // Nanoseconds overflow a long after 292 years, and a period may be that long.
    return new BigDecimal(nanos(Duration.between(anchor, instant)))
        .divide(new BigDecimal(nanos(period)), 0, rounding)
        .toBigIntegerExact();
  }

  private Instant fireTime(BigInteger index) {
    BigInteger[] offset = nanos(period).multiply(index).divideAndRemainder(NANOS_PER_SECOND);
    return anchor.plusSeconds(offset[0].longValueExact()).plusNanos(offset[1].longValueExact());
  }

  private static BigInteger nanos(Duration duration) {
    return BigInteger.valueOf(duration.getSeconds())
        .multiply(NANOS_PER_SECOND)
        .add(BigInteger.valueOf(duration.getNano()));
  }
}
