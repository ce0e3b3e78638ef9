package io.sqluice.duckdb.sink;

import io.sqluice.duckdb.file.FileException;
import io.sqluice.duckdb.type.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.table.data.RowData;

/**
 * Puts the rows between two checkpoints into a table of their own, in one transaction that is
 * committed before the second one. For the task's thread.
 */
final class StagingWriter
    implements StatefulSinkWriter<RowData, SinkState>, CommittingSinkWriter<RowData, StagedRows> {

  private final SinkConfig config;
  private final String sink;
  private final String attempt;
  private final Counter sent;
  private final TargetSession session;
  private long epoch;

  /** Open while there are rows of this epoch. */
  @Nullable private Stage stage;

  /**
   * @param attempt a name that no start of the sink had before: what is staged after a restart is
   *     not what was staged before, even if the job goes back to an older checkpoint
   */
  StagingWriter(SinkConfig config, SinkState state, String attempt, Counter sent)
      throws FileException {
    this.config = config;
    this.sink = state.sink();
    this.epoch = state.nextEpoch();
    this.attempt = attempt;
    this.sent = sent;
    this.session = TargetSession.open(config);
    try {
      TargetTable.inTurn(session.connection(), "CREATE SCHEMA IF NOT EXISTS " + StagedRows.SCHEMA);
      discard();
    } catch (SQLException e) {
      session.close();
      throw TargetTable.failure(config, e);
    }
  }

  /** Drops what was staged for checkpoints that never completed: those rows come again. */
  private void discard() throws SQLException {
    List<String> tables = new ArrayList<>();
    try (PreparedStatement names =
        session
            .connection()
            .prepareStatement(
                "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()"
                    + " AND schema_name = ? AND starts_with(table_name, ?)")) {
      names.setString(1, StagedRows.SCHEMA);
      names.setString(2, StagedRows.prefix(sink));
      try (ResultSet result = names.executeQuery()) {
        while (result.next()) {
          tables.add(result.getString(1));
        }
      }
    }
    for (String table : tables) {
      if (StagedRows.epoch(table, sink) >= epoch) {
        TargetTable.execute(
            session.connection(), "DROP TABLE " + StagedRows.SCHEMA + "." + Sql.identifier(table));
      }
    }
  }

  private StagedRows staged() {
    return new StagedRows(
        sink, attempt, epoch, stage == null ? 0 : stage.count(), stage != null && stage.retracts());
  }

  @Override
  public void write(RowData row, Context context) throws FileException {
    try {
      if (stage == null) {
        session.begin();
        stage = new Stage(config, session.connection(), staged().names(), false);
      }
      stage.write(row);
      sent.inc();
    } catch (SQLException e) {
      throw TargetTable.failure(config, e);
    }
  }

  @Override
  public void flush(boolean endOfInput) {
    // All is done when the checkpoint is prepared, which follows.
  }

  @Override
  public Collection<StagedRows> prepareCommit() throws FileException {
    List<StagedRows> committables = new ArrayList<>();
    if (stage != null) {
      try {
        stage.close();
        session.commit();
      } catch (SQLException e) {
        throw TargetTable.failure(config, e);
      }
      committables.add(staged());
      stage = null;
    }
    epoch++;
    return committables;
  }

  @Override
  public List<SinkState> snapshotState(long checkpointId) {
    return List.of(new SinkState(sink, epoch));
  }

  @Override
  public void close() {
    session.close();
  }
}
