package io.sqluice.duckdb.engine;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.annotation.Nullable;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;

/**
 * Ends queries that take too long, and those whose thread is interrupted, as Flink does it with the
 * threads of a task that is cancelled: DuckDB's native code does not heed that by itself.
 *
 * <p>Thread-safe; one thread of its own looks at the queries that run.
 */
public final class QueryWatch implements AutoCloseable {

  private static final long LOOK_MILLIS = 50;

  private final ScheduledThreadPoolExecutor executor;
  private volatile boolean interrupted;

  public QueryWatch() {
    executor = new ScheduledThreadPoolExecutor(1, new ExecutorThreadFactory("duckdb-query-watch"));
    executor.setRemoveOnCancelPolicy(true);
    executor.setKeepAliveTime(10, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
  }

  /** Something that a statement does. */
  public interface Execution<T> {
    T run() throws SQLException;
  }

  /** Something that a statement does, and Java with its results, which asks now and then. */
  interface AskingExecution<T> {
    T run(Running running) throws SQLException;
  }

  /** A statement that runs. */
  interface Running {

    /**
     * Ends what is done with its results, where there is no statement any more to be cancelled.
     *
     * @throws SQLException if its time is up, or its thread is interrupted
     */
    void check() throws SQLException;
  }

  /**
   * Runs a statement on the calling thread and watches it.
   *
   * @param timeout null for as long as it takes
   * @throws QueryException what DuckDB says, or that the time was up, or that the thread was
   *     interrupted (it stays so)
   */
  public <T> T run(Statement statement, @Nullable Duration timeout, Execution<T> execution)
      throws QueryException {
    return runAsking(statement, timeout, running -> execution.run());
  }

  /** As {@link #run}, with an end to what is done with the results too. */
  <T> T runAsking(Statement statement, @Nullable Duration timeout, AskingExecution<T> execution)
      throws QueryException {
    Watched watched = new Watched(statement, timeout, Thread.currentThread());
    ScheduledFuture<?> looks =
        executor.scheduleWithFixedDelay(
            watched::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    try {
      return execution.run(watched);
    } catch (SQLException e) {
      throw watched.failure(e);
    } finally {
      watched.end();
      looks.cancel(false);
    }
  }

  /** Ends the query that runs, and each that begins from now on. Does not wait. */
  void interrupt() {
    interrupted = true;
  }

  private boolean isInterrupted(Thread thread) {
    return interrupted || thread.isInterrupted();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  /** A statement that runs. */
  private final class Watched implements Running {

    private final Statement statement;
    @Nullable private final Duration timeout;
    private final Thread thread;
    private final long begin = System.nanoTime();
    private boolean timedOut;
    private boolean ended;

    Watched(Statement statement, @Nullable Duration timeout, Thread thread) {
      this.statement = statement;
      this.timeout = timeout;
      this.thread = thread;
    }

    @Override
    public synchronized void check() throws SQLException {
      if (isOver()) {
        throw new SQLException("ended while its results were read");
      }
    }

    private boolean isOver() {
      timedOut |= timeout != null && System.nanoTime() - begin > timeout.toNanos();
      return timedOut || isInterrupted(thread);
    }

    synchronized void look() {
      if (!ended && isOver()) {
        try {
          statement.cancel();
        } catch (SQLException gone) {
          ended = true; // It is closed, so that there is nothing to end.
        }
      }
    }

    /** From here on nothing is cancelled, which would hit the next statement. */
    synchronized void end() {
      ended = true;
    }

    synchronized QueryException failure(SQLException e) {
      if (timedOut) {
        return new QueryException(
            "the query did not finish within %d ms; make it do less, or allow it more time"
                .formatted(timeout.toMillis()),
            e);
      }
      if (isInterrupted(thread)) {
        return new QueryException("the query was interrupted", e);
      }
      return QueryException.of(e);
    }
  }
}
