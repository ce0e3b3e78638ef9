package io.sqluice.http.source;

import io.sqluice.http.client.HttpCallException;
import javax.annotation.Nullable;

/** What ended a poll before its last page; the cause says why. */
final class PollFailure extends Exception {

  private static final long serialVersionUID = 1L;

  @Nullable private final Integer statusCode;

  /**
   * @param statusCode of the last response; null if there was none
   */
  PollFailure(Throwable cause, @Nullable Integer statusCode) {
    super(cause);
    this.statusCode = statusCode;
  }

  /** A call that brought no good answer. */
  static PollFailure ofCall(Throwable failure) {
    int code = failure instanceof HttpCallException call ? call.statusCode() : 0;
    return new PollFailure(failure, code == 0 ? null : code);
  }

  /** The status code of the last response; null if there was none. */
  @Nullable
  Integer statusCode() {
    return statusCode;
  }
}
