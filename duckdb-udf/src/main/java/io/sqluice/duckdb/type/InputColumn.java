package io.sqluice.duckdb.type;

import java.sql.SQLException;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBWritableVector;

/**
 * How a column of rows gets into DuckDB: as a vector of a type that can be written from Java, and
 * an expression that makes the column's own type of it.
 *
 * @param vector the type of the vector
 * @param expression what a vector's column, given by its name, is in the column's type
 * @param writer writes values that are not NULL into the vector; null for a vector of texts
 * @param text makes the texts of a vector of them, which is written at once; else null
 */
public record InputColumn(
    VectorType vector, Expression expression, @Nullable Writer writer, @Nullable Text text) {

  InputColumn(VectorType vector, Expression expression, Writer writer) {
    this(vector, expression, writer, null);
  }

  static InputColumn ofTexts(Expression expression, Text text) {
    return new InputColumn(
        () -> DuckDBLogicalType.of(DuckDBColumnType.VARCHAR), expression, null, text);
  }

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

  /** Makes the text of a value that is not NULL. */
  public interface Text {
    /** In valid UTF-8. */
    byte[] of(RowData row, int column);
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
