package io.sqluice.job.dialect.lookup;

import io.sqluice.shaded.org.apache.calcite.sql.SqlCall;
import io.sqluice.shaded.org.apache.calcite.sql.SqlJoin;
import io.sqluice.shaded.org.apache.calcite.sql.SqlKind;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the joins of a FROM clause. */
final class Joins {

  private Joins() {}

  /** All joins, in the order of the text. */
  static List<SqlJoin> allOf(SqlNode from) {
    List<SqlJoin> joins = new ArrayList<>();
    if (from instanceof SqlJoin join) {
      joins.addAll(allOf(join.getLeft()));
      joins.addAll(allOf(join.getRight()));
      joins.add(join);
    }
    return joins;
  }

  /** What all joins have behind ON or USING. */
  static List<SqlNode> conditions(SqlNode from) {
    return allOf(from).stream()
        .map(SqlJoin::getCondition)
        .filter(condition -> condition != null)
        .toList();
  }

  /** The join whose right side an input is; empty if it is the first one of its FROM clause. */
  static Optional<SqlJoin> joining(SqlNode from, FromItem item) {
    return allOf(from).stream().filter(join -> join.getRight() == item.node()).findFirst();
  }

  /** What a condition is made of with AND. */
  static List<SqlNode> conjuncts(SqlNode condition) {
    if (condition == null) {
      return List.of();
    }
    if (condition.getKind() != SqlKind.AND) {
      return List.of(condition);
    }
    List<SqlNode> conjuncts = new ArrayList<>();
    ((SqlCall) condition).getOperandList().forEach(operand -> conjuncts.addAll(conjuncts(operand)));
    return conjuncts;
  }
}
