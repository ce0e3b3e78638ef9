package io.sqluice.benchmarks;

/** What a benchmark found. Less is better. */
public interface Figure {

  boolean isGood();

  /** The line that a run ends with. */
  String line();
}
