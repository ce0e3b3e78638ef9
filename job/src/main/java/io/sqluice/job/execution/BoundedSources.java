package io.sqluice.job.execution;

import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.transformations.WithBoundedness;
import org.apache.flink.table.api.ValidationException;

/**
 * Sees to it that a streaming job which stands in for a batch job ends, as Flink does for those.
 */
final class BoundedSources {

  private BoundedSources() {}

  /**
   * @throws ValidationException if a source of a plan does not end
   */
  static void require(List<Transformation<?>> plan) {
    plan.stream()
        .flatMap(end -> end.getTransitivePredecessors().stream())
        .filter(
            source ->
                source instanceof WithBoundedness bounded
                    && bounded.getBoundedness() == Boundedness.CONTINUOUS_UNBOUNDED)
        .findFirst()
        .ifPresent(
            source -> {
              throw new ValidationException(
                  "Querying the unbounded table '"
                      + SourceNames.table(source)
                      + "' in batch mode is not allowed: it does not end. Run without --batch, or"
                      + " give the table an option that bounds it.");
            });
  }
}
