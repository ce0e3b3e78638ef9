package io.sqluice.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.duckdb.batch.BatchWindow;
import io.sqluice.duckdb.engine.SessionConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

class QueryRunTest {

  private static final RowType INPUT =
      (RowType) DataTypes.ROW(DataTypes.FIELD("k", DataTypes.STRING())).getLogicalType();

  private final MetricListener metrics = new MetricListener();
  private final List<String> results = new ArrayList<>();

  private QueryRun open(OnError onError) throws Exception {
    return new QueryRun(
        BatchQuery.planned(
            "SELECT k::INTEGER AS i FROM input",
            INPUT,
            new BatchWindow.Count(2, null),
            onError,
            SessionConfig.DEFAULT),
        row -> results.add(row.toString()),
        metrics.getMetricGroup());
  }

  private static List<RowData> rows(String... texts) {
    return Arrays.stream(texts)
        .map(text -> (RowData) GenericRowData.of(StringData.fromString(text)))
        .toList();
  }

  private long counter(String name) {
    return metrics.getCounter("sqluice", "duckdb", name).orElseThrow().getCount();
  }

  @Test
  void should_count_batches_their_rows_and_late_rows() throws Exception {
    try (QueryRun run = open(OnError.FAIL)) {
      run.close(rows("1", "2"), 2);
      run.close(rows("3", "4", "5", "6"), 4);
      run.droppedLate();
    }

    assertThat(results).hasSize(6);
    assertThat(counter("batches")).isEqualTo(2);
    assertThat(counter("skippedBatches")).isZero();
    assertThat(counter("lateRowsDropped")).isEqualTo(1);
    assertThat(
            metrics
                .getHistogram("sqluice", "duckdb", "rowsPerBatch")
                .orElseThrow()
                .getStatistics()
                .getMean())
        .isEqualTo(3);
    assertThat(
            metrics.getHistogram("sqluice", "duckdb", "queryTimeMillis").orElseThrow().getCount())
        .isEqualTo(2);
  }

  @Test
  void should_count_batches_that_it_skips_and_go_on() throws Exception {
    try (QueryRun run = open(OnError.SKIP)) {
      run.close(rows("1", "two"), 2);
      run.close(rows("3"), 1);
    }

    assertThat(results).containsExactly("+I(3)");
    assertThat(counter("batches")).isEqualTo(1);
    assertThat(counter("skippedBatches")).isEqualTo(1);
  }

  @Test
  void should_not_take_the_end_of_a_task_for_a_batch_to_skip() throws Exception {
    try (QueryRun run = open(OnError.SKIP)) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> run.close(rows("two"), 1)).isInstanceOf(IllegalStateException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(counter("skippedBatches")).isZero();
  }
}
