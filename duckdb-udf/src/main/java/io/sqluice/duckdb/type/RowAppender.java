package io.sqluice.duckdb.type;

import java.sql.SQLException;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.duckdb.DuckDBAppender;

/**
 * Appends rows of Flink's to a table. Columns of nested types and of intervals are appended as text
 * and numbers, of which SQL makes their own types afterwards. For one thread.
 */
public final class RowAppender {

  private final List<AppendedColumn> columns;

  /**
   * @throws IllegalArgumentException if DuckDB has no type for a column
   */
  public RowAppender(RowType type) {
    columns = type.getChildren().stream().map(AppendedColumn::of).toList();
  }

  /** The type that the table's column has to have, in SQL. */
  public String appendedType(int column) {
    return columns.get(column).appendedType();
  }

  /** What makes a column's own type of what was appended, in SQL; the column itself if it is so. */
  public String value(int column, String appended) {
    AppendedColumn.Conversion conversion = columns.get(column).conversion();
    return conversion == null ? appended : conversion.of(appended);
  }

  /** Whether all columns are appended as they are. */
  public boolean appendsAsItIs() {
    return columns.stream().allMatch(column -> column.conversion() == null);
  }

  /** Appends the columns of a row, between beginRow and endRow. */
  public void append(RowData row, DuckDBAppender appender) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      if (row.isNullAt(i)) {
        appender.appendNull();
      } else {
        columns.get(i).writer().write(row, i, appender);
      }
    }
  }
}
