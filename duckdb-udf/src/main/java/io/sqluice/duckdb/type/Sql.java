package io.sqluice.duckdb.type;

import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;

/** Names and texts as DuckDB's SQL writes them. */
public final class Sql {

  private Sql() {}

  /** A name in quotation marks, so that it is taken as it is. */
  public static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text as a string literal. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /**
   * A value as it stands in a comparison that goes as Flink's do: a text's characters count as they
   * are, whatever collation its column has.
   *
   * @param value as SQL
   * @param type that of Flink which it has
   */
  public static String comparable(String value, LogicalType type) {
    return type.is(LogicalTypeFamily.CHARACTER_STRING) ? value + " COLLATE \"binary\"" : value;
  }
}
