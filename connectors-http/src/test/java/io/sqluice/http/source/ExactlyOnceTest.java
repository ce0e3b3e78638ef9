package io.sqluice.http.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.testing.FailingMapper;
import io.sqluice.http.testing.NumberedRecordsApi;
import io.sqluice.http.testing.TransactionalSink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills a job at random points and looks whether every record arrives exactly once, though the API
 * never answers the same twice. {@code -Dsqluice.seed=N} repeats a run.
 */
@Timeout(180)
class ExactlyOnceTest {

  private static final int FAILURES = 16;
  private static final int POLLS = 16;
  private static final int PAGES = 4;
  private static final int PAGE_SIZE = 10;

  /** One for all runs: a cluster takes longer to start than a job to restart. */
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  private static final String LAST = ", is_last BOOLEAN METADATA FROM 'last'";

  /** Options without 'pagination.', and further columns. */
  static Stream<Arguments> paginations() {
    return Stream.of(
        Arguments.of(Map.of("type", "page-based"), ""),
        Arguments.of(Map.of("type", "page-based"), LAST),
        Arguments.of(Map.of("type", "offset-based"), ""),
        Arguments.of(Map.of("type", "cursor-based"), ""),
        Arguments.of(
            Map.of("type", "cursor-based", "cursor_param", "next", "cursor_id", ".next"), ""),
        Arguments.of(
            Map.of("type", "header-based", "cursor_param", "next", "next_header", "X-Next"), ""),
        Arguments.of(Map.of("type", "header-based", "next_header", "X-Link"), ""),
        Arguments.of(Map.of("type", "link-header"), LAST),
        Arguments.of(Map.of("type", "body_link-based", "body_link_path", ".link"), ""));
  }

  @ParameterizedTest
  @MethodSource("paginations")
  void should_emit_every_record_once_over_random_failures(
      Map<String, String> pagination, String columns) throws Exception {
    long seed = Long.getLong("sqluice.seed", new Random().nextLong());
    String name = pagination + columns;
    System.out.println("seed of " + name + ": " + seed);
    TransactionalSink sink = new TransactionalSink(name);
    FailingMapper failing = new FailingMapper(name, failurePoints(seed), Duration.ofNanos(100_000));

    try (NumberedRecordsApi api = new NumberedRecordsApi(PAGES, PAGE_SIZE)) {
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.getExecutionEnvironment(configuration());
      StreamTableEnvironment tables = StreamTableEnvironment.create(env);
      tables.executeSql(
          "CREATE TABLE records (id STRING"
              + columns
              + ") WITH ('connector' = 'http', 'url' = '"
              + api.url()
              + "', 'params.poll' = '{{trigger_time:epoch-ms}}', 'scan.poll-interval' = '20 ms',"
              + " 'schedule.misfire' = 'catch-up', 'scan.bounded.max-polls' = '"
              + POLLS
              + "', 'jq' = '.items[]'"
              + pagination.entrySet().stream()
                  .map(
                      option ->
                          ", 'pagination." + option.getKey() + "' = '" + option.getValue() + "'")
                  .collect(Collectors.joining())
              + ")");
      DataStream<String> ids =
          tables
              .toDataStream(tables.sqlQuery("SELECT id FROM records"))
              .map(row -> row.<String>getFieldAs("id"))
              .returns(String.class);
      ids.map(failing).sinkTo(sink);
      env.execute();

      assertThat(failing.failures()).as("failures with seed %s", seed).isEqualTo(FAILURES);
      List<String> committed = sink.committed();
      assertThat(committed)
          .as("records with seed %s", seed)
          .hasSize(POLLS * PAGES * PAGE_SIZE)
          .isSubsetOf(api.answered());
      assertThat(committed.stream().map(NumberedRecordsApi::recordOf))
          .as("each record of the server's log once, with seed %s", seed)
          .containsExactlyInAnyOrderElementsOf(
              api.answered().stream()
                  .map(NumberedRecordsApi::recordOf)
                  .collect(Collectors.toSet()));
      assertThat(committed.stream().map(NumberedRecordsApi::answerOf).distinct())
          .as("each page from one answer, with seed %s", seed)
          .hasSize(POLLS * PAGES);
    }
  }

  private static NavigableSet<Long> failurePoints(long seed) {
    NavigableSet<Long> points = new TreeSet<>();
    new Random(seed)
        .longs(1, POLLS * PAGES * PAGE_SIZE - 1L)
        .distinct()
        .limit(FAILURES)
        .forEach(points::add);
    return points;
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(10));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    configuration.setString("parallelism.default", "1");
    return configuration;
  }
}
