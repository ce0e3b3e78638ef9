package io.sqluice.duckdb.sink;

import io.sqluice.duckdb.engine.QueryException;
import io.sqluice.duckdb.engine.QueryWatch;
import io.sqluice.duckdb.file.DuckDbFile;
import io.sqluice.duckdb.file.FileException;
import io.sqluice.duckdb.file.FoundColumns;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.flink.util.IOUtils;
import org.duckdb.DuckDBConnection;

/** A connection to the file in which the target is, with its transactions. For one thread. */
final class TargetSession implements AutoCloseable {

  private final SinkConfig config;
  private final DuckDbFile file;
  private final DuckDBConnection connection;
  private final QueryWatch watch = new QueryWatch();
  private final FoundColumns found;

  private TargetSession(
      SinkConfig config, DuckDbFile file, DuckDBConnection connection, FoundColumns found) {
    this.config = config;
    this.file = file;
    this.connection = connection;
    this.found = found;
  }

  /**
   * Opens the file, and makes the target if it is not there.
   *
   * @throws FileException if that is not possible
   */
  static TargetSession open(SinkConfig config) throws FileException {
    DuckDbFile file = DuckDbFile.open(config.file());
    DuckDBConnection connection = null;
    TargetSession session = null;
    try {
      connection = file.connect();
      session =
          new TargetSession(config, file, connection, TargetTable.prepare(config, connection));
      return session;
    } finally {
      if (session == null) {
        // A connection holds the file open by itself.
        IOUtils.closeQuietly(connection);
        file.close();
      }
    }
  }

  DuckDBConnection connection() {
    return connection;
  }

  /** The columns of the target. */
  FoundColumns found() {
    return found;
  }

  void begin() throws SQLException {
    TargetTable.execute(connection, "BEGIN");
  }

  void commit() throws SQLException {
    TargetTable.execute(connection, "COMMIT");
  }

  /** Ends a transaction that has failed. */
  void rollback() {
    try {
      TargetTable.execute(connection, "ROLLBACK");
    } catch (SQLException ignored) {
      // DuckDB has ended it; why is told by what failed.
    }
  }

  /** Runs statements that may take long, and ends them when the task is cancelled. */
  void run(List<String> statements) throws FileException {
    for (String sql : statements) {
      try (Statement statement = connection.createStatement()) {
        watch.run(statement, null, () -> statement.execute(sql));
      } catch (SQLException | QueryException e) {
        throw TargetTable.failure(config, e);
      }
    }
  }

  /** What is not committed is gone. */
  @Override
  public void close() {
    watch.close();
    try {
      connection.close();
    } catch (SQLException ignored) {
      // Nothing is lost that was committed.
    } finally {
      file.close();
    }
  }
}
