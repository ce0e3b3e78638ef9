package io.sqluice.http.incremental;

import io.sqluice.http.response.JqProgram;
import java.util.List;
import javax.annotation.Nullable;

/** Reads cursors and keys from the records of answers, as a table's options say. Thread-safe. */
public final class RecordReader {

  @Nullable private final CursorMath math;
  @Nullable private final JqProgram cursor;
  @Nullable private final String cursorText;
  @Nullable private final String cursorOrigin;
  @Nullable private final CursorScale initialScale;
  private final List<String> keyFields;

  /**
   * @param cursor null if the table has none
   * @param keyFields the fields that tell records apart; empty if none do
   */
  public RecordReader(@Nullable CursorConfig cursor, List<String> keyFields) {
    this.math = cursor == null ? null : new CursorMath(cursor.times());
    this.cursor = cursor == null ? null : JqProgram.compile(cursor.jq());
    this.cursorText = cursor == null ? null : cursor.jq();
    this.cursorOrigin = cursor == null ? null : "'scan.cursor.jq' (" + cursor.jq() + ")";
    this.initialScale = cursor == null ? null : initialScale(cursor.initial());
    this.keyFields = List.copyOf(keyFields);
  }

  @Nullable
  private CursorScale initialScale(@Nullable String initial) {
    return initial == null || initial.isBlank()
        ? null
        : CursorScale.ofInitial(CursorValue.of(initial, false, math.instants()));
  }

  /**
   * Takes notes of one answer.
   *
   * @param cursor the highest value seen before it, which those of the answer must compare with;
   *     null if there is none
   */
  public RecordNotes open(@Nullable CursorValue cursor) {
    boolean none = cursor == null || cursor.isBlank();
    return new RecordNotes(this, none ? initialScale : CursorScale.ofCursor(cursor));
  }

  @Nullable
  CursorMath math() {
    return math;
  }

  @Nullable
  JqProgram cursor() {
    return cursor;
  }

  /** The program that finds the cursor in a record; null if the table has none. */
  @Nullable
  String cursorText() {
    return cursorText;
  }

  @Nullable
  String cursorOrigin() {
    return cursorOrigin;
  }

  List<String> keyFields() {
    return keyFields;
  }
}
