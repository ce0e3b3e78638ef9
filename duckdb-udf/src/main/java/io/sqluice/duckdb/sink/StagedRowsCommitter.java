package io.sqluice.duckdb.sink;

import io.sqluice.duckdb.file.FileException;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;

/**
 * Moves staged rows into the target. The same transaction notes that, so that a commit which Flink
 * repeats, since it does not know of the first, is recognised. For the task's thread.
 */
final class StagedRowsCommitter implements Committer<StagedRows> {

  private static final String COMMITS = StagedRows.SCHEMA + ".commits";

  private final SinkConfig config;
  private final TargetSession session;
  private final Changes changes;

  StagedRowsCommitter(SinkConfig config) throws FileException {
    this.config = config;
    this.session = TargetSession.open(config);
    this.changes = new Changes(config);
    try {
      TargetTable.inTurn(
          session.connection(),
          "CREATE SCHEMA IF NOT EXISTS " + StagedRows.SCHEMA,
          "CREATE TABLE IF NOT EXISTS "
              + COMMITS
              + " (sink VARCHAR, attempt VARCHAR, epoch BIGINT NOT NULL, target VARCHAR NOT NULL,"
              + " committed_at TIMESTAMP WITH TIME ZONE NOT NULL, PRIMARY KEY (sink, attempt))");
    } catch (SQLException e) {
      session.close();
      throw TargetTable.failure(config, e);
    }
  }

  @Override
  public void commit(Collection<CommitRequest<StagedRows>> requests) throws IOException {
    List<CommitRequest<StagedRows>> inOrder = new ArrayList<>(requests);
    inOrder.sort(Comparator.comparingLong(request -> request.getCommittable().epoch()));
    for (CommitRequest<StagedRows> request : inOrder) {
      try {
        if (lastCommitted(request.getCommittable()) >= request.getCommittable().epoch()) {
          request.signalAlreadyCommitted();
        } else {
          move(request.getCommittable());
        }
      } catch (SQLException e) {
        throw TargetTable.failure(config, e);
      }
    }
  }

  private long lastCommitted(StagedRows staged) throws SQLException {
    try (PreparedStatement last =
        session
            .connection()
            .prepareStatement("SELECT epoch FROM " + COMMITS + " WHERE sink = ? AND attempt = ?")) {
      last.setString(1, staged.sink());
      last.setString(2, staged.attempt());
      try (ResultSet result = last.executeQuery()) {
        return result.next() ? result.getLong(1) : 0;
      }
    }
  }

  private void move(StagedRows staged) throws SQLException, FileException {
    checkThere(staged);
    session.begin();
    boolean done = false;
    try {
      session.run(changes.move(staged.names(), staged.retracts()));
      note(staged);
      TargetTable.execute(
          session.connection(), "DROP TABLE IF EXISTS " + staged.names().rows().sql());
      TargetTable.execute(
          session.connection(), "DROP TABLE IF EXISTS " + staged.names().retractions().sql());
      session.commit();
      done = true;
    } finally {
      if (!done) {
        session.rollback();
      }
    }
  }

  private void note(StagedRows staged) throws SQLException {
    try (PreparedStatement note =
        session
            .connection()
            .prepareStatement(
                "INSERT OR REPLACE INTO " + COMMITS + " VALUES (?, ?, ?, ?, now())")) {
      note.setString(1, staged.sink());
      note.setString(2, staged.attempt());
      note.setLong(3, staged.epoch());
      note.setString(4, config.target().toString());
      note.execute();
    }
  }

  private void checkThere(StagedRows staged) throws SQLException, FileException {
    try (PreparedStatement tables =
        session
            .connection()
            .prepareStatement(
                "SELECT count(*) FROM duckdb_tables() WHERE database_name = current_database()"
                    + " AND schema_name = ? AND table_name = ?")) {
      tables.setString(1, StagedRows.SCHEMA);
      tables.setString(2, staged.names().rows().name());
      try (ResultSet result = tables.executeQuery()) {
        result.next();
        if (result.getLong(1) == 0) {
          throw new FileException(
              "Table %s cannot be written: the checkpoint has %d rows staged in the DuckDB file %s, in the table %s, which is not there. The file is another than the one that the checkpoint was made with, or was set back; put that file back, or start the job without its state."
                  .formatted(
                      config.tableName(),
                      staged.rows(),
                      config.file().path(),
                      staged.names().rows().sql()));
        }
      }
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
