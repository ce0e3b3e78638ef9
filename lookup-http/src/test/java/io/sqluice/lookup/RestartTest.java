package io.sqluice.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.testing.FailingMapper;
import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import io.sqluice.http.testing.TransactionalSink;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kills a job while lookups are under way, and looks whether each key comes out exactly once. */
@Timeout(90)
class RestartTest {

  private static final int KEYS = 10_000;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  @ParameterizedTest
  @CsvSource({"ORDERED,1", "ALLOW_UNORDERED,1", "ORDERED,50"})
  void should_bring_each_key_out_once_over_failures(String outputMode, int batchSize)
      throws Exception {
    String name = "lookups " + outputMode + " " + batchSize;
    TransactionalSink sink = new TransactionalSink(name);
    FailingMapper failing =
        new FailingMapper(
            name, new TreeSet<>(Set.of(2_000L, 5_000L, 9_000L)), Duration.ofNanos(50_000));
    try (LocalApi api = LocalApi.answering(asked -> answer(asked.param("ids"), failing))) {
      Configuration configuration = configuration();
      configuration.setString("table.exec.async-lookup.output-mode", outputMode);
      // All keys: a full buffer would let no checkpoint through while the API holds its answers.
      configuration.setString("table.exec.async-lookup.buffer-capacity", "20000");
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.getExecutionEnvironment(configuration);
      StreamTableEnvironment tables = StreamTableEnvironment.create(env);
      tables.executeSql(
          "CREATE TABLE items ($ids INT, id INT, n INT) WITH ('connector' = 'lookup-http', 'url' = '"
              + api.url("/items?ids=$ids")
              + "', 'lookup.batch.key-jq' = '.id', 'lookup.batch.size' = '"
              + batchSize
              + "')");
      tables.executeSql(
          "CREATE TABLE keys (id INT, now AS PROCTIME()) WITH ('connector' = 'datagen',"
              + " 'number-of-rows' = '"
              + KEYS
              + "', 'rows-per-second' = '4000', 'fields.id.kind' = 'sequence', 'fields.id.start' = '0', 'fields.id.end' = '"
              + (KEYS - 1)
              + "')");
      DataStream<String> pairs =
          tables
              .toDataStream(
                  tables.sqlQuery(
                      "SELECT k.id, i.n FROM keys AS k LEFT JOIN items FOR SYSTEM_TIME AS OF k.now"
                          + " AS i ON k.id = i.`$ids`"))
              .map(row -> row.getField(0) + " " + row.getField(1))
              .returns(String.class);
      pairs.map(failing).sinkTo(sink);
      env.execute();
    }

    assertThat(failing.failures()).isEqualTo(3);
    assertThat(sink.committed()).containsExactlyInAnyOrderElementsOf(expected());
  }

  private static List<String> expected() {
    return IntStream.range(0, KEYS).mapToObj(id -> id + " " + (id * 2)).toList();
  }

  /**
   * A row for each key, the last key first. Most keys wait for a checkpoint, which so has lookups
   * in it that are under way.
   */
  private static Answer answer(String ids, FailingMapper failing) {
    if (Integer.parseInt(ids.split(",")[0]) >= 500) {
      failing.awaitCheckpoint();
    }
    StringBuilder rows = new StringBuilder();
    for (String id : ids.split(",")) {
      rows.insert(0, "{\"id\": %s, \"n\": %d},".formatted(id, Integer.parseInt(id) * 2));
    }
    return Answer.ok("[" + rows.substring(0, rows.length() - 1) + "]");
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    configuration.setString("parallelism.default", "1");
    return configuration;
  }
}
