package io.sqluice.benchmarks;

import java.util.Optional;

/** How often each side is measured. */
public final class Rounds {

  private static final String VARIABLE = "BENCHMARK_ROUNDS";

  private Rounds() {}

  /**
   * So many, or as many as the environment says, if that is less: to see that a benchmark works.
   */
  public static int orFewer(int rounds) {
    return Optional.ofNullable(System.getenv(VARIABLE))
        .map(Integer::parseInt)
        .map(fewer -> Math.min(fewer, rounds))
        .orElse(rounds);
  }
}
