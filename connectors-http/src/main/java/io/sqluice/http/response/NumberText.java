package io.sqluice.http.response;

import java.math.BigDecimal;
import javax.annotation.Nullable;

/**
 * Numbers as text: what counts as one, and its exact value. Stricter than Java's own parsers, which
 * take {@code 1d}, {@code 0x1p3} and digits of any script.
 */
public final class NumberText {

  /** The longest number that is read, in characters. */
  public static final int MAX_LENGTH = 1_000;

  private NumberText() {}

  /** Whether a text is a decimal number with an optional sign, fraction and exponent. */
  public static boolean isNumber(String text) {
    int length = text.length();
    if (length == 0 || length > MAX_LENGTH) {
      return false;
    }
    boolean digits = false;
    boolean point = false;
    for (int position = isSign(text.charAt(0)) ? 1 : 0; position < length; position++) {
      char character = text.charAt(position);
      if (isDigit(character)) {
        digits = true;
      } else if (character == '.' && !point) {
        point = true;
      } else {
        return digits && (character | 0x20) == 'e' && isExponent(text, position + 1);
      }
    }
    return digits;
  }

  private static boolean isExponent(String text, int from) {
    int position = from < text.length() && isSign(text.charAt(from)) ? from + 1 : from;
    boolean digits = position < text.length();
    for (; position < text.length(); position++) {
      digits &= isDigit(text.charAt(position));
    }
    return digits;
  }

  /**
   * The exact value of a {@linkplain #isNumber number}, not expanded; null if its exponent is
   * beyond 32 bits.
   */
  @Nullable
  public static BigDecimal exactValue(String number) {
    try {
      BigDecimal value = new BigDecimal(number);
      return value.signum() == 0 ? BigDecimal.ZERO : value;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The number of digits before the decimal point; zero or less for a pure fraction. */
  public static long integerDigits(BigDecimal value) {
    return (long) value.precision() - value.scale();
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private static boolean isSign(char character) {
    return character == '-' || character == '+';
  }
}
