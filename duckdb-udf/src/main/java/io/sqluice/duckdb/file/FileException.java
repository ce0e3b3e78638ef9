package io.sqluice.duckdb.file;

import java.io.IOException;

/** A DuckDB file cannot be used as the table wants. The message says why, and what to do. */
public class FileException extends IOException {

  public FileException(String message) {
    super(message);
  }

  public FileException(String message, Throwable cause) {
    super(message, cause);
  }
}
