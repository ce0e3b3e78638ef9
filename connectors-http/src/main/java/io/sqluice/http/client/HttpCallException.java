package io.sqluice.http.client;

/** A call that failed for good: all attempts are used up, or another attempt cannot help. */
public class HttpCallException extends Exception {

  private final int statusCode;

  /**
   * @param message what was asked (method and URL), what came back and what to do about it
   * @param statusCode as {@link #statusCode()} gives it
   * @param cause the failure of the last attempt, null if it ended with a response
   */
  public HttpCallException(String message, int statusCode, Throwable cause) {
    super(message, cause);
    this.statusCode = statusCode;
  }

  /**
   * The status code of the last response, 0 if there was none. 429 (RFC 6585) also where a server
   * says with another one that its rate limit is used up.
   */
  public int statusCode() {
    return statusCode;
  }
}
