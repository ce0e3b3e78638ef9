package io.sqluice.http.client;

import java.io.Serializable;
import java.util.BitSet;

/**
 * A set of HTTP status codes, written as Flink users know it from other connectors: {@code
 * 2XX,404,!204}. A later term overrides an earlier one.
 */
public final class StatusCodes implements Serializable {

  private static final long serialVersionUID = 1L;

  private final BitSet codes;
  private final String text;

  private StatusCodes(String text, BitSet codes) {
    this.text = text;
    this.codes = codes;
  }

  /**
   * Reads a list such as {@code 2XX,404,!204}; an empty text is the empty set.
   *
   * @throws IllegalArgumentException naming the term that is neither a code (100 to 599) nor a
   *     class (1XX to 5XX)
   */
  public static StatusCodes parse(String text) {
    BitSet codes = new BitSet();
    for (String part : text.split(",")) {
      String term = part.trim();
      if (term.isEmpty()) {
        continue;
      }
      boolean add = !term.startsWith("!");
      String code = add ? term : term.substring(1).trim();
      if (code.matches("[1-5][xX][xX]")) {
        int first = (code.charAt(0) - '0') * 100;
        codes.set(first, first + 100, add);
      } else if (code.matches("[1-5][0-9][0-9]")) {
        codes.set(Integer.parseInt(code), add);
      } else {
        throw new IllegalArgumentException(
            "'" + term + "' is neither a status code (100 to 599) nor a class (1XX to 5XX)");
      }
    }
    return new StatusCodes(text, codes);
  }

  public boolean contains(int statusCode) {
    return statusCode >= 0 && codes.get(statusCode);
  }

  /** The lowest code that both sets hold, 0 if there is none. */
  public int firstInCommon(StatusCodes other) {
    BitSet common = (BitSet) codes.clone();
    common.and(other.codes);
    return Math.max(0, common.nextSetBit(0));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StatusCodes that && codes.equals(that.codes);
  }

  @Override
  public int hashCode() {
    return codes.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
