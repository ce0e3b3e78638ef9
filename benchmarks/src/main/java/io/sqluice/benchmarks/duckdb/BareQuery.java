package io.sqluice.benchmarks.duckdb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** A prepared query on DuckDB's JDBC driver, as one would write it without us. */
final class BareQuery implements AutoCloseable {

  private final PreparedStatement statement;

  BareQuery(Connection connection, String sql) throws SQLException {
    this.statement = connection.prepareStatement(sql);
  }

  /** A DuckDB in memory, or with a file, that uses as many threads as ours. */
  static DuckDBConnection connect(String database) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("threads", "1");
    return (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:" + database, settings);
  }

  PreparedStatement statement() {
    return statement;
  }

  /** Runs it, and gives all rows. */
  List<List<Object>> run() throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery()) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<Object> row = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
