package io.sqluice.lookup.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rate of a table whose rows several subtasks look up. */
@Timeout(120)
class LookupRateTest {

  @RegisterExtension static final LookupBench BENCH = new LookupBench();

  private static final int ROWS = 40;

  /** A slow machine spreads the requests further, but never brings them closer together. */
  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void should_stay_within_ten_requests_a_second_at_parallelism_four(String async) throws Exception {
    // given
    BENCH.answer("{\"v\":1}");
    StreamTableEnvironment tables = BENCH.streaming(4);
    tables.executeSql(
        "CREATE TEMPORARY TABLE given (n INT) WITH ('connector' = 'datagen',"
            + " 'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '"
            + ROWS
            + "')");
    tables.executeSql(
        "CREATE TEMPORARY VIEW i AS SELECT CAST(n AS STRING) AS k, PROCTIME() AS now FROM given");
    BENCH.lookup(
        tables, "$k STRING, v INT", "lookup.async", async, "rate-limit.requests-per-second", "10");

    // when
    Ended ended =
        BENCH.run(
            tables,
            "SELECT i.k, o.v FROM i JOIN o FOR SYSTEM_TIME AS OF i.now AS o ON i.k = o.`$k`");

    // then
    assertThat(ended.failure()).isNull();
    assertThat(ended.rows()).hasSize(ROWS);
    List<Instant> arrivals =
        BENCH.requests().stream()
            .map(request -> request.getLoggedDate().toInstant())
            .sorted()
            .toList();
    assertThat(arrivals).hasSize(ROWS);
    // Each of the subtasks may send one more than its 2.5 in a second.
    int most = 14;
    for (int first = 0; first + most < ROWS; first++) {
      // A second, less what the clocks of limiter and server may differ.
      assertThat(Duration.between(arrivals.get(first), arrivals.get(first + most)))
          .as("from request %s to %s", first, first + most)
          .isGreaterThan(Duration.ofMillis(950));
    }
  }
}
