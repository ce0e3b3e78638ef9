package io.sqluice.duckdb.file;

import io.sqluice.duckdb.engine.QueryException;
import io.sqluice.duckdb.engine.SelectText;
import io.sqluice.duckdb.file.FoundColumns.Direction;
import io.sqluice.http.request.Spelling;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.RowType;

/**
 * What a table reads: a table or view of the file, or a query.
 *
 * @param table the table's name; not used if there is a query
 * @param query exactly one SELECT; null for the table
 */
public record Relation(TableName table, @Nullable String query) implements Serializable {

  private static final String COLUMNS_OF_TABLE =
      "SELECT column_name, data_type FROM duckdb_columns()"
          + " WHERE database_name = current_database()"
          + " AND lower(schema_name) = lower(?) AND lower(table_name) = lower(?)"
          + " ORDER BY column_index";

  /**
   * Stands for the query, which may end with a semicolon or a comment and is no subquery as it is.
   */
  private static final String VIEW = "temp.main.sqluice_query";

  /** As it stands behind FROM, in connections in which it was {@linkplain #find found}. */
  public String sql() {
    return query == null ? table.sql() : VIEW;
  }

  /**
   * The columns it has.
   *
   * @return empty if there is no such table
   * @throws QueryException if the query is not exactly one SELECT, or DuckDB cannot plan it
   */
  public Optional<FoundColumns> find(Connection connection) throws QueryException {
    try {
      return query == null ? ofTable(connection) : Optional.of(ofQuery(connection));
    } catch (SQLException e) {
      throw QueryException.of(e);
    }
  }

  /**
   * The columns it has, which those of a table are read from.
   *
   * @param tableName the table's full name in Flink
   * @throws FileException if it is not there, or they do not fit
   * @throws QueryException if DuckDB cannot plan the query
   */
  public FoundColumns columns(
      String tableName, FileConfig file, RowType wanted, Connection connection)
      throws FileException, QueryException {
    Optional<FoundColumns> found = find(connection);
    if (found.isEmpty()) {
      List<String> tables = tables(connection);
      throw new FileException(
          "Table %s cannot be read: the DuckDB file %s has no table '%s'; %s"
              .formatted(
                  tableName,
                  file.path(),
                  table,
                  Spelling.nearest(table.toString(), tables)
                      .map(near -> "did you mean '" + near + "'?")
                      .orElse("it has " + (tables.isEmpty() ? "none." : tables + "."))));
    }
    List<String> problems = found.get().problems(wanted, Direction.READ, toString());
    if (!problems.isEmpty()) {
      throw new FileException(
          "Table %s does not fit %s in the DuckDB file %s:\n  - %s"
              .formatted(tableName, this, file.path(), String.join("\n  - ", problems)));
    }
    return found.get();
  }

  private Optional<FoundColumns> ofTable(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    List<String> types = new ArrayList<>();
    try (PreparedStatement columns = connection.prepareStatement(COLUMNS_OF_TABLE)) {
      columns.setString(1, table.schema());
      columns.setString(2, table.name());
      try (ResultSet result = columns.executeQuery()) {
        while (result.next()) {
          names.add(result.getString(1));
          types.add(result.getString(2));
        }
      }
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(new FoundColumns(names, types));
  }

  private FoundColumns ofQuery(Connection connection) throws SQLException, QueryException {
    SelectText.check(connection, query);
    try (PreparedStatement prepared = connection.prepareStatement(query)) {
      ResultSetMetaData columns = prepared.getMetaData();
      List<String> names = new ArrayList<>();
      List<String> types = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        names.add(columns.getColumnName(i));
        types.add(columns.getColumnTypeName(i));
      }
      try (Statement view = connection.createStatement()) {
        view.execute("CREATE OR REPLACE TEMP VIEW " + VIEW + " AS " + query);
      }
      return new FoundColumns(names, types);
    }
  }

  /** The names of the tables and views of the file. */
  public static List<String> tables(Connection connection) throws QueryException {
    List<String> tables = new ArrayList<>();
    try (PreparedStatement names =
            connection.prepareStatement(
                "SELECT DISTINCT schema_name, table_name FROM duckdb_columns()"
                    + " WHERE database_name = current_database() AND NOT internal ORDER BY ALL");
        ResultSet result = names.executeQuery()) {
      while (result.next()) {
        tables.add(new TableName(result.getString(1), result.getString(2)).toString());
      }
      return tables;
    } catch (SQLException e) {
      throw QueryException.of(e);
    }
  }

  /** As messages name it. */
  @Override
  public String toString() {
    return query == null ? "table '" + table + "'" : "the query";
  }
}
