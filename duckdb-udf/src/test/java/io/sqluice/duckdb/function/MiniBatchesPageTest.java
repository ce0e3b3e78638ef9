package io.sqluice.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.duckdb.batch.BatchWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

/** The Java of docs/mini-batches.md is the Java of this test. */
@Timeout(120)
class MiniBatchesPageTest {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @Test
  void should_show_a_pipeline_that_runs() throws Exception {
    StreamTableEnvironment tables =
        StreamTableEnvironment.create(StreamExecutionEnvironment.getExecutionEnvironment());
    tables.executeSql(
        "CREATE VIEW trades AS SELECT * FROM (VALUES ('a', 1.0), ('b', 7.0), ('a', 2.0), ('a',"
            + " 4.0)) AS t (exchange, price)");

    DataType type =
        DataTypes.of(
                tables.from("trades").getResolvedSchema().toPhysicalRowDataType().getLogicalType())
            .bridgedTo(RowData.class);
    DataStream<RowData> medians =
        tables
            .<RowData>toDataStream(tables.from("trades"), type)
            .keyBy(trade -> trade.getString(0).toString())
            .process(
                new DuckDbBatchFunction<String>(
                    "SELECT any_value(exchange) AS exchange, median(price) AS median FROM input",
                    (RowType) type.getLogicalType(),
                    new BatchWindow.Relaxed(Duration.ofSeconds(2))));

    tables.createTemporaryView("medians", medians);
    try (var rows = tables.executeSql("SELECT * FROM medians").collect()) {
      assertThat(rows)
          .toIterable()
          .extracting(Object::toString)
          .containsExactlyInAnyOrder("+I[a, 2.0]", "+I[b, 7.0]");
    }
  }

  @Test
  void should_show_the_code_of_this_test() throws Exception {
    String page = Files.readString(Path.of("../docs/mini-batches.md"));
    int start = page.indexOf("```java\n") + "```java\n".length();
    String shown = page.substring(start, page.indexOf("```", start));
    String test =
        Files.readString(
            Path.of("src/test/java/io/sqluice/duckdb/function/MiniBatchesPageTest.java"));

    assertThat(withoutSpace(test)).contains(withoutSpace(shown));
  }

  private static String withoutSpace(String code) {
    return code.replaceAll("\\s", "");
  }
}
