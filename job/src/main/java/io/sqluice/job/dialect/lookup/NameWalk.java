package io.sqluice.job.dialect.lookup;

import io.sqluice.shaded.org.apache.calcite.sql.SqlCall;
import io.sqluice.shaded.org.apache.calcite.sql.SqlIdentifier;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNode;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNodeList;
import io.sqluice.shaded.org.apache.calcite.sql.SqlSelect;
import io.sqluice.shaded.org.apache.calcite.sql.SqlWindow;
import io.sqluice.shaded.org.apache.calcite.sql.SqlWith;
import io.sqluice.shaded.org.apache.calcite.sql.SqlWithItem;
import java.util.List;

/** Finds the names in expressions that may be those of columns. */
final class NameWalk {

  /** Takes what is found. */
  interface Found {

    /**
     * @param inner whether it stands in a subquery, where a name without a qualifier may be of an
     *     input there
     */
    void name(SqlIdentifier name, boolean inner);
  }

  private final String input;
  private final Found found;

  /**
   * @param input what names are looked for of: subqueries that call an input of theirs so are left
   *     out
   */
  NameWalk(String input, Found found) {
    this.input = input;
    this.found = found;
  }

  /** Goes through all of a SELECT that can use its inputs. */
  void scope(Scope scope) {
    select(scope.select(), false);
    scope.order().ifPresent(order -> node(order, false));
  }

  private void select(SqlSelect select, boolean inner) {
    node(select.getSelectList(), inner);
    if (select.getFrom() != null) {
      for (FromItem item : FromItem.allOf(select.getFrom())) {
        if (item.isLateral() || (inner && item.isQuery())) {
          node(item.core(), inner);
        }
      }
      Joins.allOf(select.getFrom()).stream()
          .filter(join -> !(join.getCondition() instanceof SqlNodeList))
          .forEach(join -> node(join.getCondition(), inner));
    }
    node(select.getWhere(), inner);
    node(select.getGroup(), inner);
    node(select.getHaving(), inner);
    node(select.getWindowList(), inner);
    node(select.getQualify(), inner);
    node(select.getOrderList(), inner);
  }

  void node(SqlNode node, boolean inner) {
    if (node instanceof SqlIdentifier identifier) {
      found.name(identifier, inner);
    } else if (node instanceof SqlNodeList list) {
      list.forEach(element -> node(element, inner));
    } else if (node instanceof SqlSelect select) {
      boolean hidden =
          select.getFrom() != null
              && FromItem.allOf(select.getFrom()).stream()
                  .anyMatch(item -> item.name().filter(input::equals).isPresent());
      if (!hidden) {
        select(select, true);
      }
    } else if (node instanceof SqlWith with) {
      with.withList.forEach(item -> node(((SqlWithItem) item).query, true));
      node(with.body, true);
    } else if (node instanceof SqlWindow window) {
      node(window.getPartitionList(), inner);
      node(window.getOrderList(), inner);
    } else if (node instanceof SqlCall call) {
      operands(call).forEach(operand -> node(operand, inner));
    }
  }

  /** Without those that are names of other things. */
  private static List<SqlNode> operands(SqlCall call) {
    List<SqlNode> operands = call.getOperandList();
    return switch (call.getKind()) {
      case AS, ARGUMENT_ASSIGNMENT -> operands.subList(0, 1);
      case DESCRIPTOR, EXPLICIT_TABLE -> List.of();
      case OVER -> operands.get(1) instanceof SqlIdentifier ? operands.subList(0, 1) : operands;
      default -> operands;
    };
  }
}
