package io.sqluice.duckdb.sink;

import io.sqluice.duckdb.file.FileException;
import io.sqluice.duckdb.type.RowAppender;
import java.sql.SQLException;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.table.data.RowData;

/**
 * Writes rows in transactions that are committed when enough rows or enough time have come
 * together. For the task's thread.
 */
final class DirectWriter implements SinkWriter<RowData> {

  private final Flushes flushes;
  private final ProcessingTimeService timers;
  private final Counter sent;
  private final SinkConfig config;
  private final TargetSession session;
  private final Changes changes;
  private final boolean intoTarget;
  private final StageNames names;

  /** Open while there are rows that are not committed. */
  @Nullable private Stage stage;

  /** How often rows were committed, by which a timer knows whether its rows are. */
  private long flushed;

  DirectWriter(SinkConfig config, Flushes flushes, ProcessingTimeService timers, Counter sent)
      throws FileException {
    this.config = config;
    this.flushes = flushes;
    this.timers = timers;
    this.sent = sent;
    this.session = TargetSession.open(config);
    this.changes = new Changes(config);
    // Without a key and a cast, rows need no detour.
    this.intoTarget =
        !config.upserts()
            && session.found().areExactly(config.columns())
            && new RowAppender(config.columns()).appendsAsItIs();
    this.names = intoTarget ? StageNames.ofTarget(config.target()) : StageNames.TEMPORARY;
  }

  @Override
  public void write(RowData row, Context context) throws FileException {
    try {
      if (stage == null) {
        begin();
      }
      stage.write(row);
      sent.inc();
      if (stage.count() >= flushes.maxRows()) {
        commit();
      }
    } catch (SQLException e) {
      throw TargetTable.failure(config, e);
    }
  }

  private void begin() throws SQLException {
    session.begin();
    stage = new Stage(config, session.connection(), names, intoTarget);
    if (flushes.interval() != null) {
      long now = flushed;
      timers.registerTimer(
          timers.getCurrentProcessingTime() + flushes.interval().toMillis(),
          time -> flushAfter(now));
    }
  }

  private void flushAfter(long earlier) throws FileException {
    if (flushed == earlier) {
      flush(false);
    }
  }

  @Override
  public void flush(boolean endOfInput) throws FileException {
    try {
      if (stage != null) {
        commit();
      }
    } catch (SQLException e) {
      throw TargetTable.failure(config, e);
    }
  }

  private void commit() throws SQLException, FileException {
    stage.close();
    if (!intoTarget) {
      session.run(changes.move(names, stage.retracts()));
    } else if (stage.retracts()) {
      session.run(List.of(changes.delete(names)));
    }
    session.commit();
    stage = null;
    flushed++;
  }

  @Override
  public void close() {
    session.close();
  }
}
