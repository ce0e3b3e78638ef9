package io.sqluice.job.state;

import java.util.Map;

/**
 * A checkpoint or savepoint that a run can go on from.
 *
 * @param path as Flink names it
 * @param printedRows how many rows of each SELECT had been printed by then, by operator; what is
 *     missing is not known
 */
public record Checkpoint(String path, Map<String, Long> printedRows) {

  public Checkpoint {
    printedRows = Map.copyOf(printedRows);
  }
}
