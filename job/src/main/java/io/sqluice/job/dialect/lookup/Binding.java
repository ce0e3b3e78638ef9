package io.sqluice.job.dialect.lookup;

import io.sqluice.job.dialect.Tables;
import io.sqluice.shaded.org.apache.calcite.sql.SqlCall;
import io.sqluice.shaded.org.apache.calcite.sql.SqlIdentifier;
import io.sqluice.shaded.org.apache.calcite.sql.SqlKind;
import io.sqluice.shaded.org.apache.calcite.sql.SqlLiteral;
import io.sqluice.shaded.org.apache.calcite.sql.SqlNode;
import io.sqluice.shaded.org.apache.calcite.sql.SqlSyntax;
import java.util.Optional;

/**
 * What a column of a lookup table is asked for.
 *
 * @param column of the lookup table
 * @param value where the user wrote it
 * @param key where the user wrote the column, if that is a condition of the very join
 * @param sql the value, its names qualified
 * @param isCast whether it has to be cast
 */
record Binding(
    Tables.Column column,
    Optional<SqlNode> value,
    Optional<SqlIdentifier> key,
    String sql,
    boolean isCast) {

  /** The value as it stands in the condition of the join. */
  String condition() {
    return isCast ? Casts.cast(sql, column.type()) : sql;
  }

  /** The value as it stands for the column elsewhere. */
  String meaning() {
    if (isCast || value.filter(SqlLiteral.class::isInstance).isPresent()) {
      return Casts.cast(sql, column.type());
    }
    return value.isEmpty() || isSingle(value.get()) ? sql : "(" + sql + ")";
  }

  private static boolean isSingle(SqlNode value) {
    return value instanceof SqlIdentifier
        || (value instanceof SqlCall call
            && (call.getKind() == SqlKind.CAST
                || call.getOperator().getSyntax() == SqlSyntax.FUNCTION));
  }
}
