package io.sqluice.http.incremental;

import io.sqluice.http.incremental.CursorValue.Kind;
import io.sqluice.http.response.InstantText;
import io.sqluice.http.response.NumberText;
import io.sqluice.http.response.TimestampRules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * Compares cursors and moves them. Numbers compare exactly, instants by time and texts by code
 * point. A number next to an instant is a time since the epoch. Other kinds do not compare, see
 * {@link #comparable}; so that the order is total all the same, numbers come before instants and
 * both before texts. Thread-safe.
 */
final class CursorMath implements Comparator<CursorValue> {

  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  /** Digits before and behind the point up to which numbers are written out. */
  private static final int LONGEST_NUMBER = NumberText.MAX_LENGTH;

  private final TimestampRules times;
  private final InstantText instants;

  CursorMath(TimestampRules times) {
    this.times = times;
    this.instants = new InstantText(times.format());
  }

  InstantText instants() {
    return instants;
  }

  @Override
  public int compare(CursorValue one, CursorValue other) {
    if (one.kind() == other.kind()) {
      return switch (one.kind()) {
        case NUMBER -> one.number().compareTo(other.number());
        case INSTANT -> one.instant().compareTo(other.instant());
        case TEXT -> Arrays.compareUnsigned(utf8(one), utf8(other));
      };
    }
    Optional<Instant> oneTime = time(one);
    Optional<Instant> otherTime = time(other);
    if (oneTime.isPresent() && otherTime.isPresent()) {
      return oneTime.get().compareTo(otherTime.get());
    }
    return one.kind().compareTo(other.kind());
  }

  /** The higher one of two; the first if they are equal, the other if one is null or blank. */
  @Nullable
  CursorValue higher(@Nullable CursorValue one, @Nullable CursorValue other) {
    if (other == null || other.isBlank()) {
      return one == null ? other : one;
    }
    if (one == null || one.isBlank()) {
      return other;
    }
    return compare(one, other) >= 0 ? one : other;
  }

  /** Whether two values are of one scale, so that one can be said to come before the other. */
  boolean comparable(CursorValue one, CursorValue other) {
    return one.kind() == other.kind() || time(one).isPresent() && time(other).isPresent();
  }

  /** The time that a value stands for, numbers as times since the epoch; empty if it is none. */
  Optional<Instant> time(CursorValue value) {
    return switch (value.kind()) {
      case INSTANT -> Optional.of(value.instant());
      case TEXT -> Optional.empty();
      case NUMBER -> sinceEpoch(value.number());
    };
  }

  private Optional<Instant> sinceEpoch(BigDecimal number) {
    if (Math.abs(NumberText.integerDigits(number)) > 19 || Math.abs(number.scale()) > 100) {
      return Optional.empty();
    }
    BigDecimal nanos =
        number
            .multiply(BigDecimal.valueOf(1_000_000_000L / unitsPerSecond(number)))
            .setScale(0, RoundingMode.FLOOR);
    BigDecimal[] seconds = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
    try {
      Instant instant = Instant.ofEpochSecond(seconds[0].longValue(), seconds[1].longValue());
      return Optional.of(instant).filter(CursorMath::isInRange);
    } catch (DateTimeException | ArithmeticException beyond) {
      return Optional.empty();
    }
  }

  private long unitsPerSecond(BigDecimal number) {
    return times
        .epochUnit()
        .unitsPerSecond(number.abs().min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
  }

  /** A time in the way a value is written. */
  CursorValue at(Instant instant, CursorValue like) {
    if (like.kind() == Kind.INSTANT) {
      String text = instants.write(instant, like.text());
      return new CursorValue(text, Kind.INSTANT, like.quoted(), instant);
    }
    BigDecimal number =
        BigDecimal.valueOf(instant.getEpochSecond())
            .add(BigDecimal.valueOf(instant.getNano(), 9))
            .multiply(BigDecimal.valueOf(unitsPerSecond(like.number())));
    // Rounded up, so that what ends at an instant does not end before it.
    return number(whole(number, like, RoundingMode.CEILING), like);
  }

  /**
   * A value moved by a distance.
   *
   * @param option that gives the distance, for messages
   * @throws CursorException if such a value has no such distance, or there is none that far away
   */
  CursorValue move(CursorValue value, CursorDistance distance, boolean forwards, String option)
      throws CursorException {
    if (distance.isDuration()) {
      Instant time =
          time(value).orElseThrow(() -> mismatch(value, option, "a time", "a number such as 1000"));
      return value.kind() == Kind.INSTANT
          ? moveInstant(value, time, distance.duration(), forwards, option)
          : moveNumber(value, sinceEpochUnits(value, distance.duration()), forwards);
    }
    if (value.kind() != Kind.NUMBER || !canBeWrittenOut(value.number())) {
      throw mismatch(value, option, "a number", "a duration such as '1 h'");
    }
    return moveNumber(value, distance.number(), forwards);
  }

  private CursorValue moveInstant(
      CursorValue value, Instant from, Duration by, boolean forwards, String option)
      throws CursorException {
    try {
      Instant moved = forwards ? from.plus(by) : from.minus(by);
      if (isInRange(moved)) {
        return at(moved, value);
      }
    } catch (DateTimeException | ArithmeticException beyond) {
      // told below
    }
    throw new CursorException(
        "'%s': from the cursor %s it leads out of the years 0000 to 9999; make it shorter"
            .formatted(option, value));
  }

  /** A duration in the unit of a number; for whole numbers rounded up, so that it moves them. */
  private BigDecimal sinceEpochUnits(CursorValue value, Duration duration) {
    BigDecimal seconds =
        BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
    BigDecimal units = seconds.multiply(BigDecimal.valueOf(unitsPerSecond(value.number())));
    return whole(units, value, RoundingMode.CEILING);
  }

  private static CursorValue moveNumber(CursorValue value, BigDecimal by, boolean forwards) {
    return number(forwards ? value.number().add(by) : value.number().subtract(by), value);
  }

  private static CursorValue number(BigDecimal number, CursorValue like) {
    return new CursorValue(number.toPlainString(), Kind.NUMBER, like.quoted(), null);
  }

  private static BigDecimal whole(BigDecimal number, CursorValue like, RoundingMode rounding) {
    if (like.number().scale() > 0) {
      BigDecimal shortest = number.stripTrailingZeros();
      return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
    return number.setScale(0, rounding);
  }

  private static boolean canBeWrittenOut(BigDecimal number) {
    return Math.abs(NumberText.integerDigits(number)) <= LONGEST_NUMBER
        && Math.abs((long) number.scale()) <= LONGEST_NUMBER;
  }

  private static boolean isInRange(Instant instant) {
    return !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST);
  }

  private static byte[] utf8(CursorValue value) {
    return value.text().getBytes(StandardCharsets.UTF_8);
  }

  private static CursorException mismatch(
      CursorValue value, String option, String needed, String instead) {
    return new CursorException(
        "'%s': the cursor %s is not %s; take the option out, give it as %s, or let 'scan.cursor.jq' give what fits"
            .formatted(option, value, needed, instead));
  }
}
