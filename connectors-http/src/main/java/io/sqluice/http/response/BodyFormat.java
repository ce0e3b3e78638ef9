package io.sqluice.http.response;

/** How a body is parsed (option {@code format}). */
public enum BodyFormat {
  /** One JSON value (RFC 8259). */
  JSON,
  /** One JSON value a line; blank lines are skipped. */
  NDJSON,
  /** A format of Flink's, found on the class path. */
  FLINK
}
