package io.sqluice.benchmarks.duckdb;

import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** What is compared over mini-batches: the same query over the same rows, so many at a time. */
final class Batches {

  static final int SIZE = 10_000;

  /** Reads all columns. */
  static final String QUERY =
      "SELECT exchange, max(id) AS last_id, quantile_cont(price, 0.99) AS p99, max(ts) AS latest FROM input GROUP BY exchange";

  private Batches() {}

  /** A job with DUCKDB against an appender, the query, and a table that is emptied again. */
  static Sides of(long rows) {
    return new Sides()
        .with(DuckDbTrial.OURS, () -> job(rows))
        .with(DuckDbTrial.REFERENCE, new BareBatches(rows));
  }

  /** What such a job takes for its rows alone: to make them and to hand them to another task. */
  static Sides withoutDuckDb(long rows) {
    return new Sides().with("the job without DUCKDB", () -> rowsAlone(rows));
  }

  private static Turn job(long rows) throws Exception {
    TickJob job = new TickJob(rows);
    job.tables()
        .toDataStream(
            job.tables()
                .sqlQuery(
                    "SELECT * FROM DUCKDB(input => TABLE ticks, query => '%s', size => %d)"
                        .formatted(QUERY, SIZE)))
        .filter(new BatchSums())
        .sinkTo(new DiscardingSink<>());
    JobExecutionResult ended = job.flink().execute();
    return new Turn(
        TickJob.millisFromFirstRow(ended, BatchSums.lastRow(ended)), BatchSums.text(ended));
  }

  private static Turn rowsAlone(long rows) throws Exception {
    TickJob job = new TickJob(rows);
    job.rows().rebalance().sinkTo(new DiscardingSink<>());
    JobExecutionResult ended = job.flink().execute();
    return new Turn(TickJob.millisFromFirstRow(ended, System.nanoTime()), "");
  }
}
