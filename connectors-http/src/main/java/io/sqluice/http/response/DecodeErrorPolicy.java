package io.sqluice.http.response;

/** What becomes of a record that does not become a row (option {@code decode.error-policy}). */
public enum DecodeErrorPolicy {
  /** The answer has no rows and the job fails. */
  FAIL,
  /** The record has no row; it is counted. */
  SKIP,
  /** The record's row has only NULLs, and a text that says why. */
  EMIT
}
