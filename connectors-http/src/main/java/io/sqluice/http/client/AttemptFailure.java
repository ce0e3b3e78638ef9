package io.sqluice.http.client;

import java.time.Duration;
import javax.annotation.Nullable;

/**
 * An attempt that did not bring an answer that counts: half of the message that the user gets, and
 * whether another attempt can help.
 */
final class AttemptFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final String advice;
  private final boolean retryable;
  private final int statusCode;
  @Nullable private final Duration askedWait;

  private AttemptFailure(
      String what,
      String advice,
      boolean retryable,
      int statusCode,
      @Nullable Duration askedWait,
      @Nullable Throwable cause) {
    super(what, cause);
    this.advice = advice;
    this.retryable = retryable;
    this.statusCode = statusCode;
    this.askedWait = askedWait;
  }

  /** A failure without a whole response, after which another attempt may succeed. */
  static AttemptFailure transientFault(String what, String advice, @Nullable Throwable cause) {
    return new AttemptFailure(what, advice, true, 0, null, cause);
  }

  /** A failure that another attempt would only repeat. */
  static AttemptFailure lastingFault(
      String what, String advice, int statusCode, @Nullable Throwable cause) {
    return new AttemptFailure(what, advice, false, statusCode, null, cause);
  }

  /**
   * A response whose status code says that the server failed for now.
   *
   * @param askedWait the wait that the server asks for, null if it does not
   */
  static AttemptFailure busyServer(
      String what, String advice, int statusCode, @Nullable Duration askedWait) {
    return new AttemptFailure(what, advice, true, statusCode, askedWait, null);
  }

  /** What the user can do, as whole sentences. */
  String advice() {
    return advice;
  }

  boolean retryable() {
    return retryable;
  }

  /** The status code of the response, 0 if there was none. */
  int statusCode() {
    return statusCode;
  }

  /** The wait that the server asks for before the next attempt; null if it does not. */
  @Nullable
  Duration askedWait() {
    return askedWait;
  }
}
