package io.sqluice.duckdb.transform;

import io.sqluice.duckdb.engine.DuckDbSession;
import io.sqluice.duckdb.engine.PayloadQuery;
import io.sqluice.duckdb.engine.QueryException;
import io.sqluice.http.transform.PayloadTransform;
import io.sqluice.http.transform.PayloadVariables;
import io.sqluice.http.transform.TransformException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.flink.table.data.RowData;

/** A query over payloads in a session of its own. Thread-safe. */
final class DuckDbTransform implements PayloadTransform {

  private final DuckDbSession session;
  private final PayloadQuery query;
  private final boolean readsVariables;

  /** Held by the thread that uses the session. */
  private final ReentrantLock use = new ReentrantLock();

  private volatile boolean closed;
  private boolean released;

  DuckDbTransform(DuckDbSession session, PayloadQuery query, boolean readsVariables) {
    this.session = session;
    this.query = query;
    this.readsVariables = readsVariables;
  }

  @Override
  public List<RowData> run(byte[] text, int start, PayloadVariables variables)
      throws TransformException {
    try {
      use.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransformException("interrupted before the query began", e);
    }
    try {
      if (closed) {
        throw new TransformException("the table is closed", null);
      }
      if (readsVariables) {
        Variables.set(session, variables);
      }
      return query.run(text, start);
    } catch (QueryException e) {
      throw new TransformException(e.getMessage(), e);
    } finally {
      use.unlock();
      closeIfUnused();
    }
  }

  @Override
  public void close() {
    closed = true;
    session.interrupt();
    closeIfUnused();
  }

  /** The session is closed by whom it is left to: who runs, or who closes. */
  private void closeIfUnused() {
    if (closed && use.tryLock()) {
      try {
        if (!released) {
          released = true;
          session.close();
        }
      } finally {
        use.unlock();
      }
    }
  }
}
