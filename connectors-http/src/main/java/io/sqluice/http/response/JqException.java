package io.sqluice.http.response;

/** A jq program that failed over a value. The message is jq's own. */
public final class JqException extends Exception {

  private static final long serialVersionUID = 1L;

  JqException(String message, Throwable cause) {
    super(message, cause);
  }
}
