package io.sqluice.duckdb.type;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An interval as DuckDB prints it, such as {@code 1 year 2 months -3 days 04:05:06.789}.
 *
 * @param months of its years and months
 * @param micros of its days, each of 24 hours, and its time
 */
record IntervalText(String text, int months, long micros) {

  private static final long MICROS_OF_DAY = 86_400_000_000L;

  /**
   * Reads an interval.
   *
   * @throws UnreadableValueException if it is beyond the range of 64 bits
   */
  static IntervalText of(String text) {
    int months = 0;
    long micros = 0;
    String[] words = text.split(" ");
    try {
      for (int i = 0; i < words.length; i++) {
        if (words[i].contains(":")) {
          micros = Math.addExact(micros, time(words[i]));
        } else {
          long count = Long.parseLong(words[i++]);
          if (words[i].startsWith("year")) {
            months = Math.toIntExact(Math.addExact(months, count * 12));
          } else if (words[i].startsWith("month")) {
            months = Math.toIntExact(Math.addExact(months, count));
          } else {
            micros = Math.addExact(micros, Math.multiplyExact(count, MICROS_OF_DAY));
          }
        }
      }
    } catch (ArithmeticException tooLong) {
      throw new UnreadableValueException(
          "found the interval '" + text + "', which is too long; cast it in the query to VARCHAR");
    }
    return new IntervalText(text, months, micros);
  }

  private static long time(String time) {
    boolean negative = time.startsWith("-");
    String[] parts = (negative ? time.substring(1) : time).split(":");
    long seconds =
        Math.addExact(
            Math.multiplyExact(Long.parseLong(parts[0]), 3600L), Long.parseLong(parts[1]) * 60);
    long micros =
        Math.addExact(
            Math.multiplyExact(seconds, 1_000_000L),
            new BigDecimal(parts[2])
                .movePointRight(6)
                .setScale(0, RoundingMode.DOWN)
                .longValueExact());
    return negative ? -micros : micros;
  }

  /** An interval of years and months. */
  int toMonths() {
    if (micros != 0) {
      throw new UnreadableValueException(
          "found the interval '%s', which is not whole months; declare the column as INTERVAL DAY TO SECOND, or cast it in the query to VARCHAR"
              .formatted(text));
    }
    return months;
  }

  /** An interval of days and time, in milliseconds; what is below is cut off. */
  long toMillis() {
    if (months != 0) {
      throw new UnreadableValueException(
          "found the interval '%s', whose months have no fixed length; declare the column as INTERVAL YEAR TO MONTH if it has months only, or cast it in the query to VARCHAR"
              .formatted(text));
    }
    return micros / 1000;
  }
}
