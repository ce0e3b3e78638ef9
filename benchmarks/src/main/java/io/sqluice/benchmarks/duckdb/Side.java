package io.sqluice.benchmarks.duckdb;

/** One side of a comparison. */
interface Side extends AutoCloseable {

  /** Does the work once. */
  Turn take() throws Exception;

  @Override
  default void close() throws Exception {}
}
