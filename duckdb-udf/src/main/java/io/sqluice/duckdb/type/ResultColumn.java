package io.sqluice.duckdb.type;

import io.sqluice.duckdb.type.InputColumn.Expression;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * How a column of a result becomes one of Flink's: an expression that DuckDB evaluates first, and a
 * reader of the objects that the driver gives for it.
 *
 * @param conversion what is to be selected in place of the column; null for the column itself
 * @param local whether the value is a date-time without a zone, which the driver would give by way
 *     of the zone of the JVM if it were not asked otherwise
 * @param reader makes values in Flink's internal form of objects that are not null
 */
record ResultColumn(@Nullable Expression conversion, boolean local, ValueReader reader) {

  /** Reads a value that is not null. */
  interface ValueReader {
    Object read(Object value) throws java.sql.SQLException;
  }

  ResultColumn(@Nullable Expression conversion, ValueReader reader) {
    this(conversion, false, reader);
  }

  /** What is selected for a column or an expression. */
  String selected(String value) {
    return conversion == null ? value : conversion.of(value);
  }

  /**
   * The way of a column.
   *
   * @param found its type in DuckDB; it is cast if that is not the one of the wanted type
   * @param wanted its type in Flink
   */
  static ResultColumn of(DuckDbType found, LogicalType wanted) {
    if (DuckDbTypes.flinkType(found).equals(wanted.copy(true))) {
      return ResultColumns.topLevel(found, wanted);
    }
    String type = DuckDbTypes.sqlType(wanted);
    ResultColumn cast = ResultColumns.topLevel(DuckDbType.parse(type), wanted);
    return new ResultColumn(
        value -> cast.selected("CAST(%s AS %s)".formatted(value, type)),
        cast.local(),
        cast.reader());
  }
}
