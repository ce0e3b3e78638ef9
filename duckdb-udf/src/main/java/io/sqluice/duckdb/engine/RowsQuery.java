package io.sqluice.duckdb.engine;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.table.data.RowData;

/** A SELECT over batches of rows, prepared once. For one thread. */
public final class RowsQuery implements AutoCloseable {

  private final RowsRelation input;
  private final SelectPlan plan;
  private final QueryWatch watch;
  private final Duration timeout;

  RowsQuery(RowsRelation input, SelectPlan plan, QueryWatch watch, Duration timeout) {
    this.input = input;
    this.plan = plan;
    this.watch = watch;
    this.timeout = timeout;
  }

  /**
   * Runs the query over rows.
   *
   * @param rows in their order; may be iterated several times
   * @param results takes each row of the result, a new object
   * @throws QueryException if the query fails, its time is up, or the thread is interrupted; no
   *     result has been taken then
   */
  public void run(Iterable<RowData> rows, Consumer<RowData> results) throws QueryException {
    input.set(rows);
    try {
      plan.run(watch, timeout).forEach(results);
    } finally {
      input.set(List.of());
    }
  }

  @Override
  public void close() {
    plan.close();
  }
}
