package io.sqluice.http.transform;

/** A query cannot be planned, or fails over a payload. The message says what the engine says. */
public final class TransformException extends Exception {

  public TransformException(String message, Throwable cause) {
    super(message, cause);
  }
}
