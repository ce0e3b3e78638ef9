package io.sqluice.lookup.faults;

import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.types.Row;

/**
 * The end of a job.
 *
 * @param rows those that came out
 * @param failure what the connector says about the failure; null if the job did not fail
 * @param metrics of its lookup tables, summed over subtasks
 */
record Ended(List<Row> rows, @Nullable String failure, Map<String, Long> metrics) {

  long metric(String name) {
    return metrics.get(name);
  }
}
