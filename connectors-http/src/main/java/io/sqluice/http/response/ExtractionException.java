package io.sqluice.http.response;

/**
 * A body that does not become rows: not JSON, a jq program that fails, or a value of another type.
 */
public class ExtractionException extends Exception {

  public ExtractionException(String message, Throwable cause) {
    super(message, cause);
  }

  public ExtractionException(String message) {
    super(message);
  }
}
