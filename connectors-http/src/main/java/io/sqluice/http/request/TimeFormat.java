package io.sqluice.http.request;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * How a time is written: {@code epoch-s}, {@code epoch-ms}, {@code epoch-us}, {@code epoch-ns} (all
 * numbers, rounded down), {@code iso} (ISO-8601 in UTC), or a pattern of {@link DateTimeFormatter}
 * in UTC and the root locale.
 */
final class TimeFormat {

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private static final Map<String, Long> UNITS_PER_SECOND =
      Map.of(
          "epoch-s", 1L,
          "epoch-ms", 1_000L,
          "epoch-us", 1_000_000L,
          "epoch-ns", NANOS_PER_SECOND);

  /** The format of a placeholder that names none. */
  static final TimeFormat ISO = new TimeFormat(DateTimeFormatter.ISO_INSTANT::format);

  private final Function<Instant, Object> writer;

  private TimeFormat(Function<Instant, Object> writer) {
    this.writer = writer;
  }

  /**
   * The format of a name or pattern.
   *
   * @throws TemplateException if it is neither
   */
  static TimeFormat parse(String format) {
    Long unitsPerSecond = UNITS_PER_SECOND.get(format);
    if (unitsPerSecond != null) {
      return new TimeFormat(instant -> epoch(instant, unitsPerSecond));
    }
    return format.equals("iso") ? ISO : pattern(format);
  }

  /** A number for the epoch formats, else text. */
  Object write(Instant instant) {
    return writer.apply(instant);
  }

  /** In big numbers, because a long of nanoseconds ends in the year 2262. */
  private static BigInteger epoch(Instant instant, long unitsPerSecond) {
    return BigInteger.valueOf(instant.getEpochSecond())
        .multiply(BigInteger.valueOf(unitsPerSecond))
        .add(BigInteger.valueOf(instant.getNano() / (NANOS_PER_SECOND / unitsPerSecond)));
  }

  private static TimeFormat pattern(String pattern) {
    try {
      DateTimeFormatter formatter =
          DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
      if (!formatter.format(Instant.EPOCH).isEmpty()) {
        return new TimeFormat(formatter::format);
      }
      throw new TemplateException(problem(pattern, "it is empty"));
    } catch (TemplateException e) {
      throw e;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new TemplateException(problem(pattern, e.getMessage()));
    }
  }

  private static String problem(String pattern, String reason) {
    return "'"
        + pattern
        + "' is no time format ("
        + reason
        + "); expected epoch-s, epoch-ms, epoch-us, epoch-ns, iso or a pattern such as yyyy-MM-dd";
  }
}
