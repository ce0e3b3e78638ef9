package io.sqluice.duckdb.sink;

import java.io.Serializable;
import java.time.Duration;
import javax.annotation.Nullable;

/**
 * When rows that are written directly are committed, besides at checkpoints and the end of input.
 *
 * @param maxRows after how many of them
 * @param interval how long after the first of them; null for never
 */
public record Flushes(long maxRows, @Nullable Duration interval) implements Serializable {

  /** At the end of input only, so that all rows are there or none. */
  public static final Flushes AT_THE_END = new Flushes(Long.MAX_VALUE, null);
}
