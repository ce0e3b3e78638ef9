package io.sqluice.http.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.testing.FailingMapper;
import io.sqluice.http.testing.GrowingLogApi;
import io.sqluice.http.testing.GrowingLogApi.Rules;
import io.sqluice.http.testing.TransactionalSink;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
 * Kills a job that reads on from a cursor at random points and looks whether every record of a log
 * that is answered newest first arrives exactly once. {@code -Dsqluice.seed=N} repeats a run.
 */
@Timeout(180)
class IncrementalExactlyOnceTest {

  private static final int FAILURES = 15;
  private static final int POLLS = 20;
  private static final int PER_POLL = 20;
  private static final int RECORDS = 300;
  private static final int PAGE_SIZE = 12;
  private static final long PERIOD_MILLIS = 20;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  static Stream<Arguments> reads() {
    return Stream.of(
        Arguments.of(
            "new records of an API that repeats the last one and loses second pages",
            new Rules(PER_POLL, RECORDS, PERIOD_MILLIS, PAGE_SIZE, true, true),
            Map.of(
                "scan.emit", "new",
                "scan.dedup.key", "id",
                "scan.bounded.max-polls", "" + POLLS)),
        Arguments.of(
            "all records of an API that begins behind the cursor",
            new Rules(PER_POLL, RECORDS, PERIOD_MILLIS, PAGE_SIZE, false, false),
            Map.of("scan.bounded.max-polls", "" + POLLS)),
        Arguments.of(
            "a backfill in windows",
            new Rules(RECORDS, RECORDS, PERIOD_MILLIS, PAGE_SIZE, true, false),
            Map.of(
                "scan.cursor.initial", "1",
                "scan.cursor.step", "30",
                "scan.cursor.end-param", "until",
                "scan.bounded.max-polls", "1")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("reads")
  void should_emit_every_record_once_over_random_failures(
      String name, Rules rules, Map<String, String> options) throws Exception {
    long seed = Long.getLong("sqluice.seed", new Random().nextLong());
    System.out.println("seed of " + name + ": " + seed);
    TransactionalSink sink = new TransactionalSink(name);
    FailingMapper failing = new FailingMapper(name, failurePoints(seed), Duration.ofNanos(200_000));

    try (GrowingLogApi api = new GrowingLogApi(rules)) {
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.getExecutionEnvironment(configuration());
      StreamTableEnvironment tables = StreamTableEnvironment.create(env);
      tables.executeSql(
          "CREATE TABLE log (id BIGINT) WITH ('connector' = 'http', 'url' = '"
              + api.url()
              + "', 'params.poll' = '{{trigger_time:epoch-ms}}', 'scan.poll-interval' = '"
              + PERIOD_MILLIS
              + " ms', 'schedule.misfire' = 'catch-up', 'pagination.type' = 'page-based',"
              + " 'scan.cursor.jq' = '.id', 'scan.cursor.param' = 'since',"
              + " 'retry.max-attempts' = '1'"
              + options.entrySet().stream()
                  .map(option -> ", '" + option.getKey() + "' = '" + option.getValue() + "'")
                  .collect(Collectors.joining())
              + ")");
      DataStream<String> ids =
          tables
              .toDataStream(tables.sqlQuery("SELECT id FROM log"))
              .map(row -> String.valueOf(row.<Long>getFieldAs("id")))
              .returns(String.class);
      ids.map(failing).sinkTo(sink);
      env.execute();

      assertThat(failing.failures()).as("failures with seed %s", seed).isEqualTo(FAILURES);
      assertThat(api.failures() > 0).isEqualTo(rules.failing());
      assertThat(sink.committed())
          .as("records with seed %s", seed)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(1, RECORDS).mapToObj(String::valueOf).toList());
    }
  }

  private static NavigableSet<Long> failurePoints(long seed) {
    NavigableSet<Long> points = new TreeSet<>();
    new Random(seed).longs(1, RECORDS - 1L).distinct().limit(FAILURES).forEach(points::add);
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
