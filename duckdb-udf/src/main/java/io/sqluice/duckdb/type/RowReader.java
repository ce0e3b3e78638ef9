package io.sqluice.duckdb.type;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Makes rows of Flink's of the results of a SELECT whose columns it says. For one thread. */
public final class RowReader {

  private final RowType rowType;
  private final ResultColumn[] columns;

  /**
   * Reads columns into rows, by position.
   *
   * @param rowType what they become
   * @param duckDbTypes what they are, as a statement's metadata prints it; those that differ are
   *     cast by DuckDB
   * @throws IllegalArgumentException if DuckDB or Flink has no such type
   */
  public RowReader(RowType rowType, List<String> duckDbTypes) {
    this.rowType = rowType;
    this.columns = new ResultColumn[duckDbTypes.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = ResultColumn.of(DuckDbType.parse(duckDbTypes.get(i)), rowType.getTypeAt(i));
    }
  }

  /**
   * What is to be selected, in SQL.
   *
   * @param values the columns as SQL, in their order, such as their quoted names
   */
  public List<String> selected(List<String> values) {
    List<String> selected = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      selected.add(columns[i].selected(values.get(i)));
    }
    return selected;
  }

  /**
   * The row at which a result stands, as a new object.
   *
   * @throws UnreadableValueException if a value does not fit its column
   */
  public RowData read(ResultSet result) throws SQLException {
    GenericRowData row = new GenericRowData(columns.length);
    for (int i = 0; i < columns.length; i++) {
      row.setField(i, value(result, i));
    }
    return row;
  }

  private Object value(ResultSet result, int i) throws SQLException {
    ResultColumn column = columns[i];
    try {
      Object value =
          column.local() ? result.getObject(i + 1, LocalDateTime.class) : result.getObject(i + 1);
      if (value != null) {
        return column.reader().read(value);
      }
    } catch (UnreadableValueException e) {
      throw unreadable(i, e.getMessage());
    } catch (DateTimeException e) {
      throw unreadable(i, TemporalValues.unreadable(column.local(), e).getMessage());
    } catch (ArithmeticException e) {
      throw unreadable(i, "found a value outside the range: " + e.getMessage());
    }
    LogicalType type = rowType.getTypeAt(i);
    if (!type.isNullable()) {
      throw unreadable(
          i,
          "found NULL, expected "
              + type.asSummaryString()
              + "; declare the column without NOT NULL, or replace NULL in the query with coalesce");
    }
    return null;
  }

  private UnreadableValueException unreadable(int i, String problem) {
    return new UnreadableValueException(
        "column '%s': %s".formatted(rowType.getFieldNames().get(i), problem));
  }
}
