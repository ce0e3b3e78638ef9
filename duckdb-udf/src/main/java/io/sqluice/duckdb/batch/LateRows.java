package io.sqluice.duckdb.batch;

/** What happens to a row whose fixed window has been closed. */
public enum LateRows {
  /** It is dropped and counted. */
  DROP,
  /** It goes into the earliest window that is not closed, though its time is before that window. */
  NEXT
}
