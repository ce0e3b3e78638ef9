package io.sqluice.duckdb.source;

import io.sqluice.duckdb.engine.QueryException;
import io.sqluice.duckdb.type.UnreadableValueException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.Nullable;
import javax.annotation.concurrent.GuardedBy;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.table.data.RowData;

/** Reads the rows of a split, batch by batch, in a thread that may be blocked by DuckDB. */
final class DuckDbSplitReader implements SplitReader<RowData, DuckDbSplit> {

  private static final int BATCH_ROWS = 1024;

  private final ScanPlan plan;
  @Nullable private DuckDbSplit split;
  @Nullable private Scan scan;

  /** The thread that is in DuckDB; null if none is. */
  @GuardedBy("this")
  @Nullable
  private Thread reading;

  @GuardedBy("this")
  private boolean cancelled;

  DuckDbSplitReader(ScanPlan plan) {
    this.plan = plan;
  }

  @Override
  public void handleSplitsChanges(SplitsChange<DuckDbSplit> change) {
    for (DuckDbSplit added : change.splits()) {
      if (!added.splitId().equals(plan.tableName())) {
        throw new IllegalStateException(
            "The checkpoint holds the state of table %s where table %s is read now: restore it with the queries as they were, or start without it."
                .formatted(added.splitId(), plan.tableName()));
      }
      split = added;
    }
  }

  @Override
  public RecordsWithSplitIds<RowData> fetch() throws IOException {
    if (split == null || !enter()) {
      return records(List.of(), false);
    }
    try {
      if (scan == null) {
        scan = Scan.open(plan, split.emitted());
      }
      List<RowData> rows = new ArrayList<>(BATCH_ROWS);
      boolean more = scan.read(rows, BATCH_ROWS);
      return records(rows, !more);
    } catch (SQLException | QueryException | UnreadableValueException e) {
      if (isCancelled()) {
        return records(List.of(), false);
      }
      String message = e instanceof SQLException sql ? QueryException.message(sql) : e.getMessage();
      throw new IOException(
          "Table %s cannot be read: the DuckDB file %s says: %s"
              .formatted(plan.tableName(), plan.file().path(), message),
          e);
    } finally {
      leave();
    }
  }

  private RecordsWithSplitIds<RowData> records(List<RowData> rows, boolean finished) {
    String id = plan.tableName();
    if (finished) {
      split = null;
    }
    return new RecordsBySplits<>(
        rows.isEmpty() ? Map.of() : Map.of(id, rows), finished ? Set.of(id) : Set.of());
  }

  private synchronized boolean enter() {
    reading = cancelled ? null : Thread.currentThread();
    return !cancelled;
  }

  private synchronized void leave() {
    reading = null;
    if (cancelled) {
      // It was for DuckDB only.
      Thread.interrupted();
    }
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Ends the query that runs; there is no other one after this. From any thread. */
  synchronized void cancel() {
    cancelled = true;
    if (reading != null) {
      reading.interrupt();
    }
  }

  @Override
  public void wakeUp() {
    // A batch takes no longer than its query, which cancel() ends.
  }

  @Override
  public void close() {
    if (scan != null) {
      scan.close();
    }
  }
}
