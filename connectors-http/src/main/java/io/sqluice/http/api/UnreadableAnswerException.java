package io.sqluice.http.api;

import io.sqluice.http.client.HttpResponse;

/** An answer came and could not be made use of. The cause and its message say why. */
public final class UnreadableAnswerException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient HttpResponse response;

  UnreadableAnswerException(HttpResponse response, Throwable cause) {
    super(cause.getMessage(), cause);
    this.response = response;
  }

  /** The response with the answer. */
  public HttpResponse response() {
    return response;
  }
}
