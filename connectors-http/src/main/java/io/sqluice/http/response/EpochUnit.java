package io.sqluice.http.response;

/** The unit of a number that is read as a time (option {@code timestamp.epoch-unit}). */
public enum EpochUnit {
  /**
   * By magnitude: seconds below 1e11, milliseconds below 1e14, microseconds below 1e17, else ns.
   */
  AUTO,
  SECONDS,
  MILLISECONDS,
  MICROSECONDS,
  NANOSECONDS;

  /**
   * The units that a second has.
   *
   * @param magnitude of the number whose unit is asked for, at least 0
   */
  public long unitsPerSecond(long magnitude) {
    return switch (this) {
      case SECONDS -> 1L;
      case MILLISECONDS -> 1_000L;
      case MICROSECONDS -> 1_000_000L;
      case NANOSECONDS -> 1_000_000_000L;
      case AUTO -> byMagnitude(magnitude).unitsPerSecond(magnitude);
    };
  }

  private static EpochUnit byMagnitude(long magnitude) {
    if (magnitude < 100_000_000_000L) {
      return SECONDS;
    }
    if (magnitude < 100_000_000_000_000L) {
      return MILLISECONDS;
    }
    return magnitude < 100_000_000_000_000_000L ? MICROSECONDS : NANOSECONDS;
  }
}
