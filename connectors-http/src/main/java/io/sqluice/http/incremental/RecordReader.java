package io.sqluice.http.incremental;

import io.sqluice.http.response.JqProgram;
import java.util.List;
import javax.annotation.Nullable;

/** Reads cursors and keys from the records of answers, as a table's options say. Thread-safe. */
public final class RecordReader {

  @Nullable private final CursorMath math;
  @Nullable private final JqProgram cursor;
  @Nullable private final String cursorOrigin;
  private final List<String> keyFields;

  /**
   * @param cursor null if the table has none
   * @param keyFields the fields that tell records apart; empty if none do
   */
  public RecordReader(@Nullable CursorConfig cursor, List<String> keyFields) {
    this.math = cursor == null ? null : new CursorMath(cursor.times());
    this.cursor = cursor == null ? null : JqProgram.compile(cursor.jq());
    this.cursorOrigin = cursor == null ? null : "'scan.cursor.jq' (" + cursor.jq() + ")";
    this.keyFields = List.copyOf(keyFields);
  }

  /** Takes notes of one answer. */
  public RecordNotes open() {
    return new RecordNotes(this);
  }

  @Nullable
  CursorMath math() {
    return math;
  }

  @Nullable
  JqProgram cursor() {
    return cursor;
  }

  @Nullable
  String cursorOrigin() {
    return cursorOrigin;
  }

  List<String> keyFields() {
    return keyFields;
  }
}
