package io.sqluice.benchmarks;

/** One comparison that {@code ./benchmarks/run} knows by its name. */
public interface Benchmark {

  /** The name on the command line and in the figure. */
  String name();

  /**
   * Measures both sides in turn.
   *
   * @throws Exception if a side does not do what is measured
   */
  Figure run() throws Exception;
}
