package io.sqluice.benchmarks.duckdb;

import io.sqluice.benchmarks.Samples;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a measured process says, a line a value, and what is read of it.
 *
 * <p>Other lines in between are not its own.
 */
final class Report {

  private static final String BEGIN = "measured ";

  private final Map<String, Samples> values = new LinkedHashMap<>();

  /** Prints a value. */
  void say(String name, double value) {
    System.out.println(BEGIN + value + " " + name);
  }

  /** Adds a value that was printed, if the line is one. */
  void read(String line) {
    if (line.startsWith(BEGIN)) {
      String[] parts = line.substring(BEGIN.length()).split(" ", 2);
      values.computeIfAbsent(parts[1], Samples::new).add(Double.parseDouble(parts[0]));
    }
  }

  /**
   * The values of a name.
   *
   * @throws IOException if none was printed
   */
  Samples of(String name) throws IOException {
    return Optional.ofNullable(values.get(name))
        .orElseThrow(() -> new IOException("nothing was measured of " + name));
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Iterable<Samples> all() {
    return values.values();
  }
}
