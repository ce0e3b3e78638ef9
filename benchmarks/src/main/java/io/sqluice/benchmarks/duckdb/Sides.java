package io.sqluice.benchmarks.duckdb;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sides of a comparison, by name, which take turns. */
final class Sides implements AutoCloseable {

  private final Map<String, Side> sides = new LinkedHashMap<>();

  /** One more, whose turn is after those that are there. */
  Sides with(String name, Side side) {
    sides.put(name, side);
    return this;
  }

  /**
   * Warms up, and measures.
   *
   * @param warmUps turns of each side before the first one that counts
   * @param rounds turns that count
   * @param report takes what is measured
   * @throws IOException if the sides do not come to the same result
   */
  void compare(int warmUps, int rounds, Report report) throws Exception {
    for (int turn = 0; turn < warmUps; turn++) {
      round();
    }
    for (int turn = 0; turn < rounds; turn++) {
      round().forEach((side, taken) -> report.say(side, taken.millis()));
    }
  }

  private Map<String, Turn> round() throws Exception {
    Map<String, Turn> turns = new LinkedHashMap<>();
    for (Map.Entry<String, Side> side : sides.entrySet()) {
      turns.put(side.getKey(), side.getValue().take());
    }
    if (turns.values().stream().map(Turn::result).distinct().count() > 1) {
      throw new IOException("The sides come to different results: " + turns);
    }
    return turns;
  }

  @Override
  public void close() throws Exception {
    for (Side side : sides.values()) {
      side.close();
    }
  }
}
