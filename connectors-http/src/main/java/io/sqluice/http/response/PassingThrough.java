package io.sqluice.http.response;

import javax.annotation.Nullable;

/**
 * An exception of ours that passes through jackson-jq. It is unchecked because jq's own errors are
 * checked, and its {@code try} would swallow ours with them; it has no stack trace because it tells
 * of data.
 */
abstract class PassingThrough extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PassingThrough(@Nullable String message) {
    super(message, null, false, false);
  }
}
