package io.sqluice.http.response;

/** The unit of a number that is read into a timestamp (option {@code timestamp.epoch-unit}). */
public enum EpochUnit {
  /**
   * By magnitude: seconds below 1e11, milliseconds below 1e14, microseconds below 1e17, else ns.
   */
  AUTO,
  SECONDS,
  MILLISECONDS,
  MICROSECONDS,
  NANOSECONDS
}
