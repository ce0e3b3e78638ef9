package io.sqluice.duckdb.source;

import java.util.List;

/**
 * What the enumerator still has.
 *
 * @param unassigned splits that no reader has
 */
public record DuckDbEnumeratorState(List<DuckDbSplit> unassigned) {

  public DuckDbEnumeratorState {
    unassigned = List.copyOf(unassigned);
  }
}
