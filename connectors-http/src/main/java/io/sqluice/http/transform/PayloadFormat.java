package io.sqluice.http.transform;

/** What the text of a payload is. */
public enum PayloadFormat {
  /** One JSON value (RFC 8259): an array, whose elements are the records, or an object. */
  JSON,
  /** JSON values, each on a line or behind white space. */
  NDJSON,
  /** Lines of values (RFC 4180) in a dialect that the engine finds out. */
  CSV
}
