package io.sqluice.benchmarks.duckdb;

/**
 * What a side did once.
 *
 * @param millis how long it took
 * @param result what came out, which is the same text for all sides
 */
record Turn(double millis, String result) {

  private static final double NANOS_OF_MILLI = 1e6;

  /**
   * The time that has passed.
   *
   * @param begin since when, in nanoseconds of the JVM's clock
   */
  static double millisSince(long begin) {
    return (System.nanoTime() - begin) / NANOS_OF_MILLI;
  }
}
