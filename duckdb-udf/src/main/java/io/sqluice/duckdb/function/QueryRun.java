package io.sqluice.duckdb.function;

import io.sqluice.duckdb.batch.BatchOutput;
import io.sqluice.duckdb.engine.DuckDbSession;
import io.sqluice.duckdb.engine.QueryException;
import io.sqluice.duckdb.engine.RowsQuery;
import java.util.function.Consumer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.table.data.RowData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a call's query over its batches in a session of its own. For the task's thread. */
final class QueryRun implements BatchOutput, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(QueryRun.class);

  private final BatchQuery call;
  private final Consumer<RowData> results;
  private final BatchMetrics metrics;
  private final DuckDbSession session;
  private final RowsQuery query;

  /**
   * Opens the session.
   *
   * @param results takes the results' rows, which are fresh objects
   * @param operator the group of the operator's metrics
   * @throws QueryException if the query is none that runs
   */
  QueryRun(BatchQuery call, Consumer<RowData> results, MetricGroup operator) throws QueryException {
    this.call = call;
    this.results = results;
    this.metrics = new BatchMetrics(operator);
    this.session = DuckDbSession.open(call.session());
    try {
      this.query = session.prepare(call.query(), BatchQuery.RELATION, call.input(), call.output());
    } catch (QueryException | RuntimeException unusable) {
      session.close();
      throw unusable;
    }
  }

  @Override
  public void close(Iterable<RowData> rows, long count) {
    long start = System.nanoTime();
    try {
      query.run(rows, results);
    } catch (QueryException failure) {
      failed(count, failure);
      return;
    }
    metrics.ran(count, System.nanoTime() - start);
  }

  private void failed(long count, QueryException failure) {
    if (call.onError() == OnError.SKIP && !Thread.currentThread().isInterrupted()) {
      metrics.skipped();
      LOG.warn("Skipped a batch of {} rows: {}", count, failure.getMessage());
      return;
    }
    throw new IllegalStateException(
        "DUCKDB: the query failed over a batch of "
            + count
            + " rows: "
            + failure.getMessage()
            + "\nIts text is:\n"
            + call.query()
            + "\nTo go on without such batches, say on_error => 'skip'.",
        failure);
  }

  @Override
  public void droppedLate() {
    metrics.droppedLate();
  }

  @Override
  public void close() {
    try {
      query.close();
    } finally {
      session.close();
    }
  }
}
