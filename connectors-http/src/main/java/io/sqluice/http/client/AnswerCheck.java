package io.sqluice.http.client;

import javax.annotation.Nullable;

/** Looks into an answer whose status code is a success: it may be a failure all the same. */
@FunctionalInterface
public interface AnswerCheck {

  /** Takes every answer. */
  AnswerCheck NONE = response -> Verdict.ACCEPTED;

  /** The verdict on an answer. Called on a worker thread; thread-safe. */
  Verdict check(HttpResponse response);

  /**
   * What an answer is.
   *
   * @param failure why it is a failure, for messages; null if it is none
   * @param retryable whether another attempt may help
   */
  record Verdict(@Nullable String failure, boolean retryable) {

    public static final Verdict ACCEPTED = new Verdict(null, false);
  }
}
