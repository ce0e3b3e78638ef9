package io.sqluice.http.incremental;

import com.fasterxml.jackson.databind.node.TextNode;
import io.sqluice.http.incremental.CursorValue.Kind;
import io.sqluice.http.response.RefusedRecordException;

/**
 * What the cursors of records must compare with. A single value of another kind, such as "n/a"
 * among times, would be above or below all others for ever.
 *
 * @param reference a value of the kind that is expected
 * @param origin what that value is, for messages
 * @param otherwise what to do if not the record but the reference is the odd one
 */
record CursorScale(CursorValue reference, String origin, String otherwise) {

  /** The most characters of a value that a message quotes. */
  private static final int MAX_QUOTED = 100;

  static CursorScale ofCursor(CursorValue cursor) {
    return new CursorScale(cursor, "the cursor so far", "start the table without its checkpoint");
  }

  static CursorScale ofInitial(CursorValue initial) {
    return new CursorScale(initial, "'scan.cursor.initial'", "correct 'scan.cursor.initial'");
  }

  static CursorScale ofFirst(CursorValue first) {
    return new CursorScale(
        first, "the first one of the answer", "filter out what the first one is");
  }

  /**
   * Looks whether a value is one that compares.
   *
   * @throws RefusedRecordException if it does not
   */
  void check(CursorValue value, RecordReader reader) {
    if (reader.math().comparable(reference, value)) {
      return;
    }
    throw new RefusedRecordException(
        "%s gave the %s %s, expected a %s like %s, '%s'; filter such records out, for example with 'scan.cursor.jq' = '%s | select(. != %s)', or, if that one is wrong, %s"
            .formatted(
                reader.cursorOrigin(),
                named(value.kind()),
                quoted(value),
                named(reference.kind()),
                origin,
                excerpt(reference.text()),
                reader.cursorText(),
                quoted(value),
                otherwise));
  }

  private static String quoted(CursorValue value) {
    return value.quoted() ? TextNode.valueOf(excerpt(value.text())).toString() : value.text();
  }

  private static String excerpt(String text) {
    return text.codePointCount(0, text.length()) <= MAX_QUOTED
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_QUOTED)) + "…";
  }

  private static String named(Kind kind) {
    return switch (kind) {
      case NUMBER -> "number";
      case INSTANT -> "time";
      case TEXT -> "text";
    };
  }
}
