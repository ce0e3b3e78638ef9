package io.sqluice.duckdb.table;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * Table environments of the tests, rows of their queries, and what DuckDB itself says of a file.
 */
public final class Tables {

  private Tables() {}

  public static TableEnvironment streaming() {
    return withoutRestarts(TableEnvironment.create(EnvironmentSettings.inStreamingMode()));
  }

  public static TableEnvironment batch() {
    return withoutRestarts(TableEnvironment.create(EnvironmentSettings.inBatchMode()));
  }

  private static TableEnvironment withoutRestarts(TableEnvironment tables) {
    tables.getConfig().set("restart-strategy.type", "none");
    tables.getConfig().set("parallelism.default", "1");
    return tables;
  }

  /** Rows as Flink prints them, such as {@code +I[1, a]}. */
  public static List<String> rows(TableEnvironment tables, String query) throws Exception {
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<Row> read = tables.executeSql(query).collect()) {
      read.forEachRemaining(row -> rows.add(row.toString()));
    }
    return rows;
  }

  /** Rows as DuckDB has them, their values as texts, such as {@code 1, a}. */
  public static List<String> inDuckDb(Path file, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
      return rows(connection, query);
    }
  }

  /** The same in a connection. */
  public static List<String> rows(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf((Object) result.getString(i)));
        }
        rows.add(String.join(", ", values));
      }
      return rows;
    }
  }

  /** Runs statements on a file with nothing but DuckDB. */
  public static void execute(Path file, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
