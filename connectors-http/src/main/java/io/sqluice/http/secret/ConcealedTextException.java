package io.sqluice.http.secret;

/** A text of the state whose secrets cannot be put back. */
public final class ConcealedTextException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  ConcealedTextException(String message) {
    super(message);
  }
}
