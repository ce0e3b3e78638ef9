package io.sqluice.benchmarks.duckdb;

import java.io.IOException;
import java.nio.file.Path;

/** The process in which sides take turns, or our side runs alone. */
public final class DuckDbTrial {

  static final String OURS = "ours";
  static final String REFERENCE = "reference";

  private DuckDbTrial() {}

  /**
   * Measures, and says what.
   *
   * @param arguments what is measured, its size (records, rows or payloads), the turns for warm-up,
   *     those that count, and a folder for files
   */
  public static void main(String[] arguments) throws Exception {
    int size = Integer.parseInt(arguments[1]);
    int warmUps = Integer.parseInt(arguments[2]);
    int rounds = Integer.parseInt(arguments[3]);
    Path folder = Path.of(arguments[4]);
    Report report = new Report();
    switch (arguments[0]) {
      case "payload" -> compare(Payloads.large(size, folder), warmUps, rounds, report);
      case "small" -> compare(Payloads.small(size), warmUps, rounds, report);
      case "sink" -> compare(Sinks.of(size, folder), warmUps, rounds, report);
      case "heap" -> PayloadStream.run(size, report);
      case "batches" -> {
        compare(Batches.of(size), warmUps, rounds, report);
        compare(Batches.withoutDuckDb(size), 1, rounds, report);
      }
      default -> throw new IOException("nothing to measure is called " + arguments[0]);
    }
    // Flink may have threads that keep a JVM alive.
    System.exit(0);
  }

  private static void compare(Sides sides, int warmUps, int rounds, Report report)
      throws Exception {
    try (sides) {
      sides.compare(warmUps, rounds, report);
    }
  }
}
