package io.sqluice.duckdb.type;

/** SQL that makes values of types which cannot be handed to DuckDB, or taken from it, directly. */
final class Conversions {

  private Conversions() {}

  /** Of the days since 1970-01-01. */
  static String date(String days) {
    return "(DATE '1970-01-01' + " + days + ")";
  }

  /** Of the milliseconds of a day. */
  static String timeOfMillis(String millis) {
    return "CAST(make_timestamp(" + millis + " * 1000) AS TIME)";
  }

  /** Of the microseconds since 1970-01-01. */
  static String timestamp(String micros) {
    return "make_timestamp(" + micros + ")";
  }

  /** Of the milliseconds since 1970-01-01. */
  static String timestampOfMillis(String millis) {
    return "make_timestamp_ms(" + millis + ")";
  }

  /** Of the nanoseconds since 1970-01-01. */
  static String timestampOfNanos(String nanos) {
    return "make_timestamp_ns(" + nanos + ")";
  }

  /** Of the microseconds since 1970-01-01T00:00Z. */
  static String instant(String micros) {
    return "make_timestamptz(" + micros + ")";
  }

  /** An interval of months. */
  static String months(String months) {
    return "to_months(" + months + ")";
  }

  /** An interval of milliseconds. */
  static String millis(String millis) {
    return "to_microseconds(" + millis + " * 1000)";
  }

  /** Of bytes in base64. */
  static String blob(String base64) {
    return "from_base64(" + base64 + ")";
  }
}
