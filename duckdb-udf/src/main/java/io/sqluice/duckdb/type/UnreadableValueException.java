package io.sqluice.duckdb.type;

/** A value of DuckDB's has no equal in the type of Flink's that it is read into. */
public final class UnreadableValueException extends RuntimeException {

  /**
   * @param message what was found, what was expected and how to fix it
   */
  UnreadableValueException(String message) {
    super(message);
  }
}
