package io.sqluice.job.dialect.lookup;

import io.sqluice.shaded.org.apache.calcite.sql.SqlCall;
import io.sqluice.shaded.org.apache.calcite.sql.SqlIdentifier;
import io.sqluice.shaded.org.apache.calcite.sql.SqlJoin;
import io.sqluice.shaded.org.apache.calcite.sql.SqlKind;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNode;
import io.sqluice.shaded.org.apache.calcite.sql.SqlSelect;
import io.sqluice.shaded.org.apache.calcite.sql.SqlSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One of the inputs in a FROM clause.
 *
 * @param node all of it
 * @param core without its alias
 * @param alias what it is called, if it has a name of its own
 * @param columnAliases new names of its columns, if it has any
 */
record FromItem(
    SqlNode node, SqlNode core, Optional<String> alias, List<SqlIdentifier> columnAliases) {

  /** What the names of hidden columns begin with. */
  static final String HIDDEN = "__proctime";

  FromItem {
    columnAliases = List.copyOf(columnAliases);
  }

  private static FromItem of(SqlNode node) {
    if (node.getKind() != SqlKind.AS) {
      return new FromItem(node, node, Optional.empty(), List.of());
    }
    List<SqlNode> operands = ((SqlCall) node).getOperandList();
    return new FromItem(
        node,
        operands.get(0),
        Optional.of(((SqlIdentifier) operands.get(1)).getSimple()),
        operands.stream().skip(2).map(SqlIdentifier.class::cast).toList());
  }

  /** The inputs of a FROM clause, or of one side of a join, in the order of the text. */
  static List<FromItem> allOf(SqlNode from) {
    if (from instanceof SqlJoin join) {
      return Stream.concat(allOf(join.getLeft()).stream(), allOf(join.getRight()).stream())
          .toList();
    }
    return List.of(of(from));
  }

  boolean isSnapshot() {
    return core instanceof SqlSnapshot;
  }

  /** Whether it can use columns of the inputs before it. */
  boolean isLateral() {
    return core.getKind() == SqlKind.UNNEST || core.getKind() == SqlKind.LATERAL;
  }

  boolean isQuery() {
    return core.getKind().belongsTo(SqlKind.QUERY);
  }

  /** The name of the table, if it is one. */
  Optional<SqlIdentifier> table() {
    SqlNode table = core instanceof SqlSnapshot snapshot ? snapshot.getTableRef() : core;
    if (table.getKind() == SqlKind.TABLE_REF) {
      table = ((SqlCall) table).operand(0);
    }
    return table instanceof SqlIdentifier identifier ? Optional.of(identifier) : Optional.empty();
  }

  List<String> path() {
    return table().map(name -> (List<String>) name.names).orElse(List.of());
  }

  /** What its columns can be qualified with. */
  Optional<String> name() {
    return alias.or(() -> path().stream().reduce((first, last) -> last));
  }

  /** The hidden column that a translation gave it. */
  Optional<String> hiddenColumn() {
    if (!(core instanceof SqlSelect select) || select.getSelectList().size() != 2) {
      return Optional.empty();
    }
    SqlNode last = select.getSelectList().get(1);
    if (last.getKind() != SqlKind.AS
        || !(((SqlCall) last).operand(0) instanceof SqlCall function)
        || !function.getOperator().getName().equalsIgnoreCase("PROCTIME")) {
      return Optional.empty();
    }
    String name = ((SqlIdentifier) ((SqlCall) last).operand(1)).getSimple();
    return name.startsWith(HIDDEN) ? Optional.of(name) : Optional.empty();
  }
}
