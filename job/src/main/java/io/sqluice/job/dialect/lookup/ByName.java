package io.sqluice.job.dialect.lookup;

import io.sqluice.job.dialect.Tables;
import io.sqluice.job.dialect.lookup.Inputs.Input;
import io.sqluice.shaded.org.apache.calcite.sql.SqlCall;
import io.sqluice.shaded.org.apache.calcite.sql.SqlIdentifier;
import io.sqluice.shaded.org.apache.calcite.sql.SqlJoin;
import io.sqluice.shaded.org.apache.calcite.sql.SqlKind;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNode;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNodeList;
import java.util.ArrayList;
import java.util.List;

/** The input whose column is meant by a parameter of the same name. */
final class ByName {

  private final Inputs inputs;
  private final Input lookup;
  private final SqlJoin join;

  ByName(Inputs inputs, Input lookup, SqlJoin join) {
    this.inputs = inputs;
    this.lookup = lookup;
    this.join = join;
  }

  /**
   * @throws io.sqluice.job.script.ScriptException if there is none, or if it could be one or the
   *     other
   */
  Input owner(Tables.Column parameter) {
    List<Input> left = inputs.of(join.getLeft());
    String name = LookupTable.plain(parameter.name());
    List<Input> candidates = inputs.having(name, left);
    Problems problems = new Problems(inputs.statement());
    if (candidates.isEmpty()) {
      List<String> columns =
          left.stream()
              .flatMap(input -> inputs.columns(input).stream())
              .map(Tables.Column::name)
              .filter(column -> !column.startsWith(FromItem.HIDDEN))
              .distinct()
              .toList();
      throw problems.unbound(lookup, parameter, left, columns);
    }
    if (candidates.size() > 1 && !areEqual(name, candidates)) {
      throw problems.ambiguous(lookup, parameter, candidates);
    }
    return candidates.get(0);
  }

  /** Whether the joins say so. */
  private boolean areEqual(String column, List<Input> candidates) {
    List<List<Input>> pairs = new ArrayList<>();
    for (SqlJoin each : Joins.allOf(join.getLeft())) {
      if (each.getJoinType() == io.sqluice.shaded.org.apache.calcite.sql.JoinType.RIGHT
          || each.getJoinType() == io.sqluice.shaded.org.apache.calcite.sql.JoinType.FULL) {
        continue;
      }
      boolean merged =
          each.isNatural()
              || each.getCondition() instanceof SqlNodeList using
                  && using.stream()
                      .anyMatch(name -> ((SqlIdentifier) name).getSimple().equals(column));
      if (merged) {
        for (Input left : inputs.having(column, inputs.of(each.getLeft()))) {
          inputs
              .having(column, inputs.of(each.getRight()))
              .forEach(right -> pairs.add(List.of(left, right)));
        }
      } else if (!(each.getCondition() instanceof SqlNodeList)) {
        Joins.conjuncts(each.getCondition()).forEach(condition -> add(condition, column, pairs));
      }
    }
    Joins.conjuncts(inputs.scope().select().getWhere())
        .forEach(condition -> add(condition, column, pairs));
    List<Input> reached = new ArrayList<>(List.of(candidates.get(0)));
    for (int i = 0; i < reached.size(); i++) {
      for (List<Input> pair : pairs) {
        if (pair.contains(reached.get(i))) {
          pair.stream().filter(input -> !reached.contains(input)).forEach(reached::add);
        }
      }
    }
    return reached.containsAll(candidates);
  }

  private void add(SqlNode condition, String column, List<List<Input>> pairs) {
    if (condition.getKind() != SqlKind.EQUALS) {
      return;
    }
    List<Input> pair =
        ((SqlCall) condition)
            .getOperandList().stream()
                .filter(SqlIdentifier.class::isInstance)
                .map(name -> ((SqlIdentifier) name).names)
                .filter(names -> names.size() == 2 && names.get(1).equals(column))
                .flatMap(names -> inputs.named(names.get(0)).stream())
                .toList();
    if (pair.size() == 2) {
      pairs.add(pair);
    }
  }
}
