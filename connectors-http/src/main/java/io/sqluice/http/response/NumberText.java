package io.sqluice.http.response;

import java.math.BigDecimal;
import javax.annotation.Nullable;

/**
 * Numbers as text: what counts as one, and its exact value. Stricter than Java's own parsers, which
 * take {@code 1d}, {@code 0x1p3} and digits of any script.
 */
final class NumberText {

  /** The longest number that is read, in characters. */
  static final int MAX_LENGTH = 1_000;

  private NumberText() {}

  /** Whether a text is a decimal number with an optional sign, fraction and exponent. */
  static boolean isNumber(String text) {
    int length = text.length();
    if (length == 0 || length > MAX_LENGTH) {
      return false;
    }
    int start = isSign(text.charAt(0)) ? 1 : 0;
    int position = skipDigits(text, start);
    int digits = position - start;
    if (position < length && text.charAt(position) == '.') {
      int fraction = position + 1;
      position = skipDigits(text, fraction);
      digits += position - fraction;
    }
    if (digits == 0) {
      return false;
    }
    if (position < length && (text.charAt(position) | 0x20) == 'e') {
      int exponent = position + 1;
      if (exponent < length && isSign(text.charAt(exponent))) {
        exponent++;
      }
      position = skipDigits(text, exponent);
      if (position == exponent) {
        return false;
      }
    }
    return position == length;
  }

  /**
   * The exact value of a {@linkplain #isNumber number}, not expanded; null if its exponent is
   * beyond 32 bits.
   */
  @Nullable
  static BigDecimal exactValue(String number) {
    try {
      BigDecimal value = new BigDecimal(number);
      return value.signum() == 0 ? BigDecimal.ZERO : value;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The number of digits before the decimal point; zero or less for a pure fraction. */
  static long integerDigits(BigDecimal value) {
    return (long) value.precision() - value.scale();
  }

  private static int skipDigits(String text, int from) {
    int position = from;
    while (position < text.length()
        && text.charAt(position) >= '0'
        && text.charAt(position) <= '9') {
      position++;
    }
    return position;
  }

  private static boolean isSign(char character) {
    return character == '-' || character == '+';
  }
}
