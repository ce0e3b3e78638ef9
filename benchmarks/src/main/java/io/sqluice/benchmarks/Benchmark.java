package io.sqluice.benchmarks;

import java.util.List;

/** One comparison that {@code ./benchmarks/run} knows by its name. */
public interface Benchmark {

  /** The name on the command line, with which the names of its figures begin. */
  String name();

  /**
   * Measures all sides in turn.
   *
   * @throws Exception if a side does not do what is measured
   */
  List<Figure> run() throws Exception;
}
