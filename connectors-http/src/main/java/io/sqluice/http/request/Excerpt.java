package io.sqluice.http.request;

import java.util.Locale;

/** A quoted value in a message: cut, and with its control characters spelt out. */
final class Excerpt {

  private static final int LENGTH = 100;

  private Excerpt() {}

  static String of(String text) {
    StringBuilder excerpt = new StringBuilder("'");
    text.codePoints().limit(LENGTH).forEach(c -> append(excerpt, c));
    boolean cut = text.codePointCount(0, text.length()) > LENGTH;
    return excerpt.append(cut ? "...'" : "'").toString();
  }

  /** A character as {@code U+000A}. */
  static String codePoint(int character) {
    return String.format(Locale.ROOT, "U+%04X", character);
  }

  private static void append(StringBuilder excerpt, int character) {
    if (Character.isISOControl(character)) {
      excerpt.append('<').append(codePoint(character)).append('>');
    } else {
      excerpt.appendCodePoint(character);
    }
  }
}
