package io.sqluice.benchmarks.duckdb;

import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.accumulators.LongMaximum;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.types.Row;

/** Takes the results of batches: counts and adds them, and says when the last one came. */
final class BatchSums extends RichFilterFunction<Row> {

  private static final long serialVersionUID = 1L;

  private static final String ROWS = "rows";
  private static final String SUM = "sum";
  private static final String LAST_ROW = "last-row";

  private final LongCounter rows = new LongCounter();
  private final LongCounter sum = new LongCounter();
  private final LongMaximum lastRow = new LongMaximum();

  @Override
  public void open(OpenContext context) {
    getRuntimeContext().addAccumulator(ROWS, rows);
    getRuntimeContext().addAccumulator(SUM, sum);
    getRuntimeContext().addAccumulator(LAST_ROW, lastRow);
  }

  /** Keeps none. */
  @Override
  public boolean filter(Row row) {
    rows.add(1);
    sum.add(sum((String) row.getField(0), (long) row.getField(1), (double) row.getField(2)));
    lastRow.add(System.nanoTime());
    return false;
  }

  /** Of a result of {@link Batches#QUERY}. */
  static long sum(String exchange, long lastId, double price) {
    return exchange.hashCode() + lastId + Math.round(price * 1_000);
  }

  static long lastRow(JobExecutionResult ended) {
    return ended.getAccumulatorResult(LAST_ROW);
  }

  static String text(JobExecutionResult ended) {
    return text(ended.<Long>getAccumulatorResult(ROWS), ended.<Long>getAccumulatorResult(SUM));
  }

  static String text(long rows, long sum) {
    return rows + " rows with the sum " + sum;
  }
}
