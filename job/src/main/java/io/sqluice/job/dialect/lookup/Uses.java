package io.sqluice.job.dialect.lookup;

import io.sqluice.job.dialect.FlinkParser;
import io.sqluice.job.dialect.lookup.Inputs.Input;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.Statement;
import io.sqluice.shaded.org.apache.calcite.sql.JoinType;
import io.sqluice.shaded.org.apache.calcite.sql.SqlCall;
import io.sqluice.shaded.org.apache.calcite.sql.SqlIdentifier;
import io.sqluice.shaded.org.apache.calcite.sql.SqlInsert;
import io.sqluice.shaded.org.apache.calcite.sql.SqlJoin;
import io.sqluice.shaded.org.apache.calcite.sql.SqlKind;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNode;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNodeList;
import io.sqluice.shaded.org.apache.calcite.sql.SqlSnapshot;
import java.util.List;
import java.util.Optional;

/** Refuses uses of lookup tables that they are not for. */
final class Uses {

  private final Lookups lookups;
  private final Problems problems;

  Uses(Statement statement, Lookups lookups) {
    this.lookups = lookups;
    this.problems = new Problems(statement);
  }

  /**
   * Looks at all of a statement.
   *
   * @throws ScriptException if a lookup table is written to, read as an argument, or joined at a
   *     time that is no column
   */
  void check(SqlNode node) {
    if (node instanceof SqlInsert insert
        && table(insert.getTargetTable()) instanceof SqlIdentifier name) {
      lookups
          .find(name.names)
          .ifPresent(
              table -> {
                throw problems.written(name, table);
              });
    }
    if (node instanceof SqlSnapshot snapshot
        && snapshot.getPeriod() instanceof SqlCall period
        && period.getOperator().getName().equalsIgnoreCase("PROCTIME")
        && table(snapshot.getTableRef()) instanceof SqlIdentifier name) {
      lookups
          .find(name.names)
          .ifPresent(
              table -> {
                throw problems.timed(name, table);
              });
    }
    if (node instanceof SqlCall call) {
      if (call.getKind() == SqlKind.EXPLICIT_TABLE
          && table(call.operand(0)) instanceof SqlIdentifier name) {
        lookups
            .find(name.names)
            .ifPresent(
                table -> {
                  throw problems.alone(name, table);
                });
      }
      FlinkParser.operands(call).forEach(this::check);
    } else if (node instanceof SqlNodeList list) {
      list.forEach(this::check);
    }
  }

  private static SqlNode table(SqlNode node) {
    return node != null && node.getKind() == SqlKind.TABLE_REF ? ((SqlCall) node).operand(0) : node;
  }

  /**
   * The join that a lookup table is on the right side of.
   *
   * @throws ScriptException if it cannot be joined like that
   */
  SqlJoin join(Scope scope, Input lookup) {
    SqlNode place = lookup.item().table().orElseThrow();
    LookupTable table = lookup.lookup().orElseThrow();
    Optional<SqlJoin> found = Joins.joining(scope.select().getFrom(), lookup.item());
    if (found.isEmpty()) {
      throw scope.items().size() == 1 ? problems.alone(place, table) : problems.first(place, table);
    }
    SqlJoin join = found.get();
    FromItem first = FromItem.allOf(join.getLeft()).get(0);
    if (first.isSnapshot()) {
      throw problems.first(first.table().orElse(lookup.item().table().orElseThrow()), table);
    }
    if (List.of(JoinType.RIGHT, JoinType.FULL).contains(join.getJoinType())) {
      throw problems.outer(place, table, join.getJoinType().name());
    }
    if (join.isNatural()) {
      throw problems.natural(place, table);
    }
    if (!lookup.item().columnAliases().isEmpty()) {
      throw problems.renamed(place, table);
    }
    return join;
  }
}
