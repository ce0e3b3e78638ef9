package io.sqluice.duckdb.file;

import io.sqluice.duckdb.type.Sql;
import java.io.Serializable;

/** The name of a table in a DuckDB file. */
public record TableName(String schema, String name) implements Serializable {

  /** Reads 'name' or 'schema.name'. */
  public static TableName of(String text) {
    int dot = text.indexOf('.');
    return dot < 0
        ? new TableName("main", text)
        : new TableName(text.substring(0, dot), text.substring(dot + 1));
  }

  /** As SQL writes it. */
  public String sql() {
    return Sql.identifier(schema) + "." + Sql.identifier(name);
  }

  /** As people write it. */
  @Override
  public String toString() {
    return schema.equals("main") ? name : schema + "." + name;
  }
}
