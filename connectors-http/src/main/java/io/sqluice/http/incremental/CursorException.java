package io.sqluice.http.incremental;

/** A cursor that cannot be reckoned with: it fails the poll. */
public final class CursorException extends Exception {

  private static final long serialVersionUID = 1L;

  CursorException(String message) {
    super(message);
  }
}
