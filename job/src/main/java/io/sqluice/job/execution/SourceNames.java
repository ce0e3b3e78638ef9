package io.sqluice.job.execution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.transformations.SourceTransformation;

/**
 * Names the sources of a job after their tables, so that their state finds them again when another
 * query is added or taken away. Without a name, an operator's id comes from its place in the plan.
 */
final class SourceNames {

  private SourceNames() {}

  /** Names those that have no name; a table that is read by several sources numbers them. */
  static void give(List<Transformation<?>> plan) {
    Map<String, Integer> sources = new HashMap<>();
    plan.stream()
        .flatMap(end -> end.getTransitivePredecessors().stream())
        .distinct()
        .filter(SourceTransformation.class::isInstance)
        .filter(source -> Optional.ofNullable(source.getUid()).isEmpty())
        .forEach(
            source -> {
              int number = sources.merge(table(source), 1, Integer::sum);
              source.setUid("sqluice-source-" + table(source) + (number == 1 ? "" : "-" + number));
            });
  }

  /** Flink calls a source after its table, with the number of its node in the plan. */
  static String table(Transformation<?> source) {
    return source.getName().replaceAll("\\[\\d+]$", "");
  }
}
