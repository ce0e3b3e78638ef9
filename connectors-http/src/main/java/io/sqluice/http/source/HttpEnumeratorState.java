package io.sqluice.http.source;

import java.util.List;

/**
 * The enumerator's checkpointed state.
 *
 * @param unassigned the splits that no reader has
 */
public record HttpEnumeratorState(List<HttpSplit> unassigned) {

  public HttpEnumeratorState {
    unassigned = List.copyOf(unassigned);
  }
}
