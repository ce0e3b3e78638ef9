package io.sqluice.http.response;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Follows the quotes of a CSV text (RFC 4180), to tell a line break that ends a record from one
 * inside a value. A quote opens a value only where the value begins. For one thread.
 */
final class CsvQuotes {

  private final byte[] delimiter;
  private final byte[] quote;
  private final byte[] escape;
  private final boolean trims;
  private final boolean comments;

  private boolean comment;
  private boolean atLineStart;
  private boolean atValueStart;
  private boolean inside;
  private int skipUntil;

  CsvQuotes(CsvDialect dialect) {
    this.delimiter = utf8(dialect.delimiter());
    this.quote = utf8(dialect.quote());
    this.escape = utf8(dialect.escape());
    this.trims = dialect.trimsSpaces();
    this.comments = dialect.comments();
  }

  private static byte[] utf8(String character) {
    return character.getBytes(StandardCharsets.UTF_8);
  }

  /** A record begins. */
  void startLine() {
    atLineStart = true;
    atValueStart = true;
    inside = false;
    comment = false;
    skipUntil = 0;
  }

  /**
   * Takes the next byte of the record.
   *
   * @return whether a line break here is data
   */
  boolean inside(byte[] text, int position) {
    if (atLineStart) {
      comment = comments && text[position] == '#';
      atLineStart = false;
    }
    if (comment || position < skipUntil) {
      return inside;
    }
    if (inside) {
      takeQuoted(text, position);
    } else {
      takePlain(text, position);
    }
    return inside;
  }

  /** Whether a quoted value has begun and not ended. */
  boolean open() {
    return inside;
  }

  private void takeQuoted(byte[] text, int position) {
    if (matches(escape, text, position)) {
      // What is escaped is data, also a quote.
      skipUntil = position + escape.length + 1;
    } else if (matches(quote, text, position)) {
      // A doubled quote closes and opens again, because the value has not begun in between.
      inside = false;
      atValueStart = matches(quote, text, position + quote.length);
      skipUntil = position + quote.length;
    }
  }

  private void takePlain(byte[] text, int position) {
    if (atValueStart && matches(quote, text, position)) {
      inside = true;
      atValueStart = false;
      skipUntil = position + quote.length;
    } else if (matches(delimiter, text, position)) {
      atValueStart = true;
      skipUntil = position + delimiter.length;
    } else if (matches(escape, text, position)) {
      atValueStart = false;
      skipUntil = position + escape.length + 1;
    } else {
      atValueStart = atValueStart && trims && text[position] == ' ';
    }
  }

  private static boolean matches(byte[] character, byte[] text, int position) {
    return character.length > 0
        && position + character.length <= text.length
        && (character.length == 1
            ? text[position] == character[0]
            : Arrays.equals(
                text, position, position + character.length, character, 0, character.length));
  }
}
