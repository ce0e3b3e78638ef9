package io.sqluice.job.execution;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.delegation.InternalPlan;
import org.apache.flink.table.operations.CollectModifyOperation;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.types.RowKind;

/**
 * What a sink has to know of a query whose rows it takes.
 *
 * @param changes whether rows of the result are replaced or taken back later
 * @param columns the fewest columns that tell the rows of the result apart, in their order in the
 *     query; empty if there are none, as in a result of one row, and in batch mode, where a result
 *     does not change
 */
record UpsertKey(boolean changes, Optional<List<String>> columns) {

  private static final UpsertKey OF_BATCH = new UpsertKey(false, Optional.empty());

  UpsertKey {
    columns = columns.map(List::copyOf);
  }

  /**
   * Plans the query and looks at what the planner says to its sink.
   *
   * @throws org.apache.flink.table.api.TableException and others of Flink's if it cannot be planned
   */
  static UpsertKey of(Session session, QueryOperation query) {
    if (session.tables().getConfig().get(ExecutionOptions.RUNTIME_MODE)
        == RuntimeExecutionMode.BATCH) {
      return OF_BATCH;
    }
    InternalPlan plan =
        session.tables().getPlanner().compilePlan(List.of(new CollectModifyOperation(query)));
    Object sink = sinkOf(plan);
    ChangelogMode mode = (ChangelogMode) field(sink, "inputChangelogMode");
    int[] key = (int[]) field(sink, "inputUpsertKey");
    List<String> names = query.getResolvedSchema().getColumnNames();
    return new UpsertKey(
        !mode.containsOnly(RowKind.INSERT),
        key.length == 0
            ? Optional.empty()
            : Optional.of(Arrays.stream(key).mapToObj(names::get).toList()));
  }

  /**
   * The plan's JSON would tell too, but not for every query: what is not in a catalog cannot be
   * written. On a cluster the planner is in a class loader of its own, so that it is reached by
   * name.
   */
  private static Object sinkOf(InternalPlan plan) {
    try {
      Object graph = plan.getClass().getMethod("getExecNodeGraph").invoke(plan);
      List<?> roots = (List<?>) graph.getClass().getMethod("getRootNodes").invoke(graph);
      return roots.get(0);
    } catch (ReflectiveOperationException e) {
      throw otherPlanner(e);
    }
  }

  private static Object field(Object node, String name) {
    try {
      Field field = node.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field.get(node);
    } catch (ReflectiveOperationException e) {
      throw otherPlanner(e);
    }
  }

  private static IllegalStateException otherPlanner(ReflectiveOperationException cause) {
    return new IllegalStateException(
        "The planner does not say what the key of a query is; Sqluice is made for that of Flink 2.3.",
        cause);
  }
}
