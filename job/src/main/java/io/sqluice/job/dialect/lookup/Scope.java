package io.sqluice.job.dialect.lookup;

import io.sqluice.job.dialect.FlinkParser;
import io.sqluice.shaded.org.apache.calcite.sql.SqlCall;
import io.sqluice.shaded.org.apache.calcite.sql.SqlIdentifier;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNode;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNodeList;
import io.sqluice.shaded.org.apache.calcite.sql.SqlOrderBy;
import io.sqluice.shaded.org.apache.calcite.sql.SqlSelect;
import io.sqluice.shaded.org.apache.calcite.sql.SqlWith;
import io.sqluice.shaded.org.apache.calcite.sql.SqlWithItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A SELECT with what belongs to it.
 *
 * @param order what its rows are ordered by
 * @param with the queries that WITH clauses around it name
 */
record Scope(SqlSelect select, Optional<SqlNodeList> order, List<SqlWithItem> with) {

  Scope {
    with = List.copyOf(with);
  }

  /** All of a statement, inner ones before those around them. */
  static List<Scope> allOf(SqlNode root) {
    List<Scope> scopes = new ArrayList<>();
    collect(root, Optional.empty(), List.of(), scopes);
    return scopes;
  }

  private static void collect(
      SqlNode node, Optional<SqlNodeList> order, List<SqlWithItem> with, List<Scope> scopes) {
    if (node instanceof SqlWith clause) {
      List<SqlWithItem> named = new ArrayList<>(with);
      for (SqlNode item : clause.withList) {
        collect(((SqlWithItem) item).query, Optional.empty(), named, scopes);
        named.add((SqlWithItem) item);
      }
      collect(clause.body, order, named, scopes);
    } else if (node instanceof SqlOrderBy ordered) {
      collect(ordered.query, Optional.of(ordered.orderList), with, scopes);
      collect(ordered.orderList, Optional.empty(), with, scopes);
    } else if (node instanceof SqlNodeList list) {
      list.forEach(element -> collect(element, Optional.empty(), with, scopes));
    } else if (node instanceof SqlCall call) {
      FlinkParser.operands(call)
          .forEach(operand -> collect(operand, Optional.empty(), with, scopes));
      if (node instanceof SqlSelect select && select.getFrom() != null) {
        scopes.add(new Scope(select, order, with));
      }
    }
  }

  List<FromItem> items() {
    return FromItem.allOf(select.getFrom());
  }

  /** Whether a table's name means a query of a WITH clause. */
  boolean isNamedQuery(List<String> path) {
    return path.size() == 1
        && with.stream()
            .map(item -> item.name)
            .map(SqlIdentifier::getSimple)
            .anyMatch(path.get(0)::equals);
  }
}
