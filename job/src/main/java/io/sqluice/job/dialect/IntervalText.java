package io.sqluice.job.dialect;

import java.math.BigInteger;
import java.util.Map;

/** Writes the length of an interval as Flink's SQL has it. */
final class IntervalText {

  /** More want to be said. */
  private static final int USUAL_DIGITS = 2;

  /** More Flink does not take for one unit. */
  private static final int MOST_DIGITS = 3;

  private static final BigInteger MINUTE = BigInteger.valueOf(60);
  private static final BigInteger HOUR = BigInteger.valueOf(3_600);
  private static final BigInteger DAY = BigInteger.valueOf(86_400);

  private static final Map<String, BigInteger> SECONDS =
      Map.of("SECOND", BigInteger.ONE, "MINUTE", MINUTE, "HOUR", HOUR, "DAY", DAY);

  private IntervalText() {}

  /**
   * What stands behind INTERVAL: {@code '300' SECOND(3)}, or {@code '1 00:00:00' DAY TO SECOND} for
   * 1440 minutes.
   *
   * @param number without a sign, with or without a fraction
   * @param unit in upper case and the singular
   */
  static String of(String number, String unit) {
    int point = number.indexOf('.');
    int digits = point < 0 ? number.length() : point;
    if (digits <= USUAL_DIGITS) {
      return "'" + number + "' " + unit;
    }
    if (digits <= MOST_DIGITS || point >= 0 || !SECONDS.containsKey(unit)) {
      return "'" + number + "' " + unit + "(" + digits + ")";
    }
    BigInteger[] days = new BigInteger(number).multiply(SECONDS.get(unit)).divideAndRemainder(DAY);
    int seconds = days[1].intValue();
    int daysDigits = days[0].toString().length();
    return String.format(
        "'%d %02d:%02d:%02d' DAY%s TO SECOND",
        days[0],
        seconds / 3_600,
        seconds / 60 % 60,
        seconds % 60,
        daysDigits > USUAL_DIGITS ? "(" + daysDigits + ")" : "");
  }
}
