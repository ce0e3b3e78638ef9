package io.sqluice.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.duckdb.batch.BatchWindow;
import io.sqluice.duckdb.batch.LateRows;
import io.sqluice.http.testing.FailingMapper;
import io.sqluice.http.testing.TransactionalSink;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The function of the DataStream API in jobs. */
@Timeout(120)
class DuckDbBatchFunctionJobTest {

  private static final DataType NUMBERS =
      DataTypes.ROW(
              DataTypes.FIELD("n", DataTypes.BIGINT().notNull()),
              DataTypes.FIELD("k", DataTypes.INT()),
              DataTypes.FIELD("id", DataTypes.BIGINT()))
          .notNull()
          .bridgedTo(RowData.class);

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static DataStream<RowData> batches(
      StreamTableEnvironment tables, String query, BatchWindow window) {
    return tables
        .<RowData>toDataStream(tables.sqlQuery("SELECT n, k, id FROM numbers"), NUMBERS)
        .keyBy(row -> row.getInt(1))
        .process(
            new DuckDbBatchFunction<Integer>(query, (RowType) NUMBERS.getLogicalType(), window));
  }

  @Test
  void should_give_a_table_whose_columns_duckdb_tells() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    StreamTableEnvironment tables = Numbers.tables(env, 12, 10_000);

    DataStream<RowData> batches =
        batches(
            tables,
            "SELECT any_value(k) AS k, count(*) AS n, sum(n) AS s FROM input",
            new BatchWindow.Count(3, null));
    tables.createTemporaryView("batches", batches);

    assertThat(tables.from("batches").getResolvedSchema().toString())
        .isEqualTo("(\n  `k` INT,\n  `n` BIGINT,\n  `s` DECIMAL(38, 0)\n)");
    try (var rows = tables.executeSql("SELECT * FROM batches WHERE k = 1").collect()) {
      assertThat(rows)
          .toIterable()
          .extracting(Object::toString)
          .containsExactly("+I[1, 3, 12]", "+I[1, 1, 10]");
    }
  }

  static List<BatchWindow> windows() {
    return List.of(
        new BatchWindow.Count(7, null),
        new BatchWindow.Count(1_000, Duration.ofMillis(20)),
        new BatchWindow.Fixed(Duration.ofMillis(20), null, LateRows.DROP, false),
        new BatchWindow.Relaxed(Duration.ofMillis(20)),
        new BatchWindow.ById("id", null));
  }

  @ParameterizedTest
  @MethodSource("windows")
  void should_have_every_row_in_one_batch_over_failures(BatchWindow window) throws Exception {
    int count = 3_000;
    String name = "stream " + window;
    TransactionalSink sink = new TransactionalSink(name);
    FailingMapper failing =
        new FailingMapper(name, new TreeSet<>(Set.of(500L, 1_500L, 2_500L)), Duration.ofNanos(1));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(Numbers.restarting());
    env.setParallelism(2);

    batches(Numbers.tables(env, count, 5_000), "SELECT n FROM input", window)
        .map(row -> String.valueOf(row.getLong(0)))
        .returns(String.class)
        .map(failing)
        .setParallelism(1)
        .sinkTo(sink)
        .setParallelism(1);
    env.execute();

    assertThat(failing.failures()).isEqualTo(3);
    assertThat(sink.committed().stream().map(Long::valueOf))
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, count).boxed().toList());
  }
}
