package io.sqluice.duckdb.sink;

import io.sqluice.duckdb.engine.QueryException;
import io.sqluice.duckdb.file.FileException;
import io.sqluice.duckdb.file.FoundColumns;
import io.sqluice.duckdb.file.FoundColumns.Direction;
import io.sqluice.duckdb.file.Relation;
import io.sqluice.duckdb.type.DuckDbTypes;
import io.sqluice.duckdb.type.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.RowType.RowField;

/** Makes the table that rows go into, and checks one that is there. */
final class TargetTable {

  /** Statements that make the same thing at the same time fail, so that tasks take turns. */
  private static final Object TURN = new Object();

  private TargetTable() {}

  /**
   * Sees to it that the table is there.
   *
   * @return its columns
   * @throws FileException if it is not, or its columns are not what is written
   */
  static FoundColumns prepare(SinkConfig config, Connection connection) throws FileException {
    Relation relation = new Relation(config.target(), null);
    try {
      synchronized (TURN) {
        if (config.createTable() && relation.find(connection).isEmpty()) {
          create(config, connection);
        }
      }
      FoundColumns found =
          relation
              .find(connection)
              .orElseThrow(
                  () ->
                      new FileException(
                          "Table %s cannot be written: the DuckDB file %s has no table '%s'; create it, or set 'sink.create-table' = 'true'."
                              .formatted(
                                  config.tableName(), config.file().path(), config.target())));
      List<String> problems = found.problems(config.columns(), Direction.WRITE, "" + relation);
      if (!problems.isEmpty()) {
        throw new FileException(
            "Table %s does not fit %s in the DuckDB file %s:\n  - %s"
                .formatted(
                    config.tableName(),
                    relation,
                    config.file().path(),
                    String.join("\n  - ", problems)));
      }
      return found;
    } catch (SQLException | QueryException e) {
      throw failure(config, e);
    }
  }

  /** Runs statements that make what several tasks use. */
  static void inTurn(Connection connection, String... statements) throws SQLException {
    synchronized (TURN) {
      for (String sql : statements) {
        execute(connection, sql);
      }
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static FileException failure(SinkConfig config, Exception e) {
    String message = e instanceof SQLException sql ? QueryException.message(sql) : e.getMessage();
    return new FileException(
        "Table %s cannot be written: the DuckDB file %s says: %s"
            .formatted(config.tableName(), config.file().path(), message),
        e);
  }

  private static void create(SinkConfig config, Connection connection) throws SQLException {
    execute(connection, "CREATE SCHEMA IF NOT EXISTS " + Sql.identifier(config.target().schema()));
    List<String> parts = new ArrayList<>();
    for (RowField column : config.columns().getFields()) {
      parts.add(definition(column) + (column.getType().isNullable() ? "" : " NOT NULL"));
    }
    if (config.upserts()) {
      parts.add("PRIMARY KEY (" + identifiers(config.key()) + ")");
    }
    execute(
        connection,
        "CREATE TABLE IF NOT EXISTS %s (%s)"
            .formatted(config.target().sql(), String.join(", ", parts)));
  }

  private static String definition(RowField column) {
    return Sql.identifier(column.getName()) + " " + DuckDbTypes.sqlType(column.getType());
  }

  static String identifiers(List<String> names) {
    return names.stream().map(Sql::identifier).collect(Collectors.joining(", "));
  }
}
