package io.sqluice.duckdb.function;

/** What happens when the query of a batch fails. */
public enum OnError {
  /** The job fails with the query and DuckDB's message. */
  FAIL,
  /** The batch has no result; it is counted and logged. */
  SKIP
}
