package io.sqluice.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.testing.FailingMapper;
import io.sqluice.http.testing.TransactionalSink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kills jobs at random points, for each kind of batch, and looks whether every row is in exactly
 * one batch, and in the right one. {@code -Dsqluice.seed=N} repeats a run.
 */
@Timeout(180)
class SqlRestartTest {

  private static final int ROWS = 6_000;
  private static final int FAILURES = 6;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  /** The size is that of all batches but each key's last; 0 where time decides. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; size => 7; 7",
        "PARTITION BY k; size => 7, linger => '1 h', on_time => DESCRIPTOR(ts); 7",
        "''; duration => '50 ms', on_time => DESCRIPTOR(ts); 5",
        "PARTITION BY k; duration => '150 ms', on_time => DESCRIPTOR(ts); 5",
        "''; duration => '50 ms', relaxed => TRUE, on_time => DESCRIPTOR(ts); 5",
        "PARTITION BY k; duration => '20 ms', relaxed => TRUE; 0",
        "''; duration => '20 ms'; 0",
        "''; batch_by => DESCRIPTOR(id, is_last); 7",
        "''; batch_by => DESCRIPTOR(id), on_time => DESCRIPTOR(ts); 0"
      })
  void should_have_every_row_in_one_batch_over_random_failures(
      String partition, String window, int size) throws Exception {
    long seed = Long.getLong("sqluice.seed", new Random().nextLong());
    String name = partition + " " + window;
    System.out.println("seed of " + name + ": " + seed);
    TransactionalSink sink = new TransactionalSink(name);
    FailingMapper failing = new FailingMapper(name, failurePoints(seed), Duration.ofNanos(20_000));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(Numbers.restarting());
    env.setParallelism(partition.isEmpty() ? 1 : 2);
    StreamTableEnvironment tables = Numbers.tables(env, ROWS, 6_000);

    // Each row comes out with the first of its batch.
    DataStream<String> rows =
        tables
            .toDataStream(
                tables.sqlQuery(
                    "SELECT n, f FROM DUCKDB(input => TABLE numbers "
                        + partition
                        + ", query => 'SELECT n, min(n) OVER () AS f FROM input', "
                        + window
                        + ")"))
            .map(row -> row.getField("n") + " " + row.getField("f"))
            .returns(String.class);
    rows.map(failing).setParallelism(1).sinkTo(sink).setParallelism(1);
    env.execute();

    assertThat(failing.failures()).as("failures with seed %s", seed).isEqualTo(FAILURES);
    List<String> committed = sink.committed();
    assertThat(committed.stream().map(row -> Long.valueOf(row.split(" ")[0])))
        .as("rows with seed %s", seed)
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, ROWS).boxed().toList());
    if (size > 0) {
      Map<String, Long> sizes =
          committed.stream()
              .collect(Collectors.groupingBy(row -> row.split(" ")[1], Collectors.counting()));
      assertThat(sizes.values().stream().filter(count -> count != size).count())
          .as("short batches with seed %s: %s", seed, sizes)
          .isLessThanOrEqualTo(partition.isEmpty() ? 1 : Numbers.KEYS);
    }
  }

  private static NavigableSet<Long> failurePoints(long seed) {
    NavigableSet<Long> points = new TreeSet<>();
    new Random(seed).longs(1, ROWS - 100L).distinct().limit(FAILURES).forEach(points::add);
    return points;
  }
}
