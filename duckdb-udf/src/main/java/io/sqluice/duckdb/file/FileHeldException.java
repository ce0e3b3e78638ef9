package io.sqluice.duckdb.file;

/** Another process, or another copy of this library, has the file open. */
public final class FileHeldException extends FileException {

  FileHeldException(String message, Throwable cause) {
    super(message, cause);
  }

  FileHeldException(String message) {
    super(message);
  }
}
