package io.sqluice.duckdb.type;

import java.sql.SQLException;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBWritableVector;

/**
 * How a column of rows gets into DuckDB: as a vector of a type that can be written from Java, and
 * an expression that makes the column's own type of it.
 *
 * @param vector the type of the vector
 * @param expression what a vector's column, given by its name, is in the column's type
 * @param writer writes values that are not NULL into the vector
 */
public record InputColumn(VectorType vector, Expression expression, Writer writer) {

  /** A type of vector; who asks for it closes it. */
  public interface VectorType {
    DuckDBLogicalType create() throws SQLException;
  }

  /** Makes SQL of SQL. */
  public interface Expression {
    String of(String value);
  }

  /** Writes one value. */
  public interface Writer {
    void write(DuckDBWritableVector vector, long at, RowData row, int column) throws SQLException;
  }

  /**
   * The way of a column of this type.
   *
   * @throws IllegalArgumentException if DuckDB has no such type
   */
  public static InputColumn of(LogicalType type) {
    return InputColumns.of(type);
  }
}
