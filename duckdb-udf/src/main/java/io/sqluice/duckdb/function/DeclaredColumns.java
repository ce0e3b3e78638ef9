package io.sqluice.duckdb.function;

import io.sqluice.duckdb.engine.QueryException;
import java.util.Optional;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;

/** Reads a list of columns as CREATE TABLE has them: names, and types of Flink's. */
final class DeclaredColumns {

  private static final String EXAMPLE = "sku STRING, qty INT";

  private DeclaredColumns() {}

  /**
   * @throws QueryException if it is no list of columns
   */
  static RowType parse(String columns) throws QueryException {
    try {
      LogicalType type =
          LogicalTypeParser.parse("ROW<" + columns + ">", DeclaredColumns.class.getClassLoader());
      Optional<LogicalType> unknown = unknown(type);
      if (unknown.isPresent()) {
        throw notColumns(columns, "; there is no type " + unknown.get().asSummaryString());
      }
      if (type instanceof RowType row && row.getFieldCount() > 0) {
        return row;
      }
    } catch (ValidationException notParsed) {
      throw notColumns(columns, "; " + reason(notParsed));
    }
    throw notColumns(columns, "");
  }

  private static QueryException notColumns(String columns, String reason) {
    return new QueryException(
        "the columns: found '%s', expected names and types such as '%s'%s"
            .formatted(columns, EXAMPLE, reason));
  }

  /** The first type whose name says nothing. */
  private static Optional<LogicalType> unknown(LogicalType type) {
    return type.is(LogicalTypeRoot.UNRESOLVED)
        ? Optional.of(type)
        : type.getChildren().stream()
            .map(DeclaredColumns::unknown)
            .flatMap(Optional::stream)
            .findFirst();
  }

  /** Without the type that was put around the columns, which the user has not written. */
  private static String reason(ValidationException notColumns) {
    return String.valueOf(notColumns.getMessage())
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst("^Could not parse type at position \\d+: ", "")
        .strip();
  }
}
