package io.sqluice.http.client;

import java.util.List;
import java.util.Map;

/** A call that failed for good: all attempts are used up, or another attempt cannot help. */
public class HttpCallException extends Exception {

  private final int statusCode;
  private final transient Map<String, List<String>> headers;

  /** A failure whose last response, if any, has no header fields of interest. */
  public HttpCallException(String message, int statusCode, Throwable cause) {
    this(message, statusCode, Map.of(), cause);
  }

  /**
   * @param message what was asked (method and URL), what came back and what to do about it
   * @param statusCode as {@link #statusCode()} gives it
   * @param headers as {@link #headers()} gives them
   * @param cause the failure of the last attempt, null if it ended with a response
   */
  public HttpCallException(
      String message, int statusCode, Map<String, List<String>> headers, Throwable cause) {
    super(message, cause);
    this.statusCode = statusCode;
    this.headers = headers;
  }

  /**
   * The status code of the last response, 0 if there was none. 429 (RFC 6585) also where a server
   * says with another one that its rate limit is used up.
   */
  public int statusCode() {
    return statusCode;
  }

  /**
   * The header fields of the last response, by lower-case name; none if there was no response, or
   * where the exception has travelled to another process.
   */
  public Map<String, List<String>> headers() {
    return headers == null ? Map.of() : headers;
  }
}
