package io.sqluice.duckdb.type;

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
}
