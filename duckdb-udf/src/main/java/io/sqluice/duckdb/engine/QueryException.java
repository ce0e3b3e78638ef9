package io.sqluice.duckdb.engine;

import java.sql.SQLException;

/** A query cannot be planned, or did not come to its end. The message says what DuckDB says. */
public final class QueryException extends Exception {

  /** What the driver puts before DuckDB's own message where a statement fails early. */
  private static final String OF_THE_DRIVER =
      "Invalid Input Error: Attempting to execute an unsuccessful or closed pending query result\nError: ";

  public QueryException(String message) {
    super(message);
  }

  public QueryException(String message, Throwable cause) {
    super(message, cause);
  }

  public static QueryException of(SQLException cause) {
    return new QueryException(message(cause), cause);
  }

  /** DuckDB's message alone: what is wrong, and for mistakes in the SQL a pointer to the place. */
  public static String message(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.startsWith(OF_THE_DRIVER)
        ? message.substring(OF_THE_DRIVER.length()).strip()
        : message.strip();
  }
}
