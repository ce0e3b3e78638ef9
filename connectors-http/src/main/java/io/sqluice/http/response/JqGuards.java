package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.tree.FunctionCall;
import net.thisptr.jackson.jq.internal.tree.RecursionOperator;
import net.thisptr.jackson.jq.internal.tree.Tuple;
import net.thisptr.jackson.jq.internal.tree.fieldaccess.BracketExtractFieldAccess;
import net.thisptr.jackson.jq.path.Path;

/**
 * Puts checks for an interrupt into syntax trees, at what every long run passes: calls, which jq
 * loops by, and all that has several outputs. jackson-jq has none, and a run that nobody waits for
 * any more would take its processor for hours.
 */
final class JqGuards {

  /** By these, programs call themselves, or combine outputs: each round begins one anew. */
  private static final Set<Class<?>> ROUNDS = Set.of(FunctionCall.class, Tuple.class);

  /** These have as many outputs as there are data. */
  private static final Set<Class<?>> ITERATIONS =
      Set.of(RecursionOperator.class, BracketExtractFieldAccess.class);

  private JqGuards() {}

  /** Changes a tree from a node down; not the node itself. */
  static void guard(Object node) {
    for (Field field : JqTree.fields(node.getClass())) {
      Object value = JqTree.value(field, node);
      if (value instanceof List<?> list) {
        JqTree.set(field, node, guardAll(list));
      } else if (JqTree.isNode(value)) {
        guard(value);
        Object guarded = guarded(value);
        if (guarded != value && field.getType().isAssignableFrom(Expression.class)) {
          JqTree.set(field, node, guarded);
        }
      }
    }
  }

  private static List<Object> guardAll(List<?> nodes) {
    List<Object> guarded = new ArrayList<>(nodes.size());
    for (Object node : nodes) {
      if (JqTree.isNode(node)) {
        guard(node);
      }
      guarded.add(guarded(node));
    }
    return guarded;
  }

  private static Object guarded(Object node) {
    if (node != null && ROUNDS.contains(node.getClass())) {
      return new GuardedRound((Expression) node);
    }
    return node != null && ITERATIONS.contains(node.getClass())
        ? new GuardedIteration((Expression) node)
        : node;
  }

  /** An expression that ends before it begins if its thread is interrupted. */
  private record GuardedRound(Expression original) implements Expression {

    @Override
    public void apply(Scope scope, JsonNode in, Path path, PathOutput output, boolean requirePath)
        throws JsonQueryException {
      Abandoned.check();
      original.apply(scope, in, path, output, requirePath);
    }

    @Override
    public String toString() {
      return original.toString();
    }
  }

  /** An expression that ends at an output if its thread is interrupted. */
  private record GuardedIteration(Expression original) implements Expression {

    @Override
    public void apply(Scope scope, JsonNode in, Path path, PathOutput output, boolean requirePath)
        throws JsonQueryException {
      original.apply(
          scope,
          in,
          path,
          (value, valuePath) -> {
            Abandoned.check();
            output.emit(value, valuePath);
          },
          requirePath);
    }

    @Override
    public String toString() {
      return original.toString();
    }
  }
}
