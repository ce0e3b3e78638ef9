package io.sqluice.http.response;

/** A record that is not an object although the table has several columns. */
final class RecordShapeException extends PassingThrough {

  private static final long serialVersionUID = 1L;

  RecordShapeException(String message) {
    super(message);
  }
}
