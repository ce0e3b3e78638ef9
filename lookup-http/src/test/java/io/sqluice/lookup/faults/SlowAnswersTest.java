package io.sqluice.lookup.faults;

import static io.sqluice.lookup.faults.LookupBench.input;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that holds the answers to some keys, and what that means for the others. */
@Timeout(120)
class SlowAnswersTest {

  @RegisterExtension static final LookupBench BENCH = new LookupBench();

  private static final int SLOW = 100;
  private static final int FAST = 1_000;

  /** Holds the slow keys until the fast ones are answered, or for good. */
  private static final class HoldingServer implements AutoCloseable {

    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch fast;
    private final AtomicInteger fastNow = new AtomicInteger();
    private final AtomicInteger mostFast = new AtomicInteger();
    private final LocalApi api = LocalApi.answering(this::answer);

    private HoldingServer(int fast) throws Exception {
      this.fast = new CountDownLatch(fast);
    }

    private Answer answer(LocalApi.Asked asked) {
      if (asked.param("k").startsWith("slow")) {
        await(release);
      } else {
        mostFast.accumulateAndGet(fastNow.incrementAndGet(), Math::max);
        fast.countDown();
        fastNow.decrementAndGet();
      }
      return Answer.ok("{\"v\":1}");
    }

    @Override
    public void close() {
      release.countDown();
      api.close();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** There is a slot for each slow key, and twenty more. */
  @Test
  void should_answer_fast_keys_while_slow_ones_are_held() throws Exception {
    try (HoldingServer server = new HoldingServer(FAST)) {
      // given
      StreamTableEnvironment tables = tables();
      tables.getConfig().set("table.exec.async-lookup.output-mode", "ALLOW_UNORDERED");
      tables.getConfig().set("table.exec.async-lookup.buffer-capacity", "150");
      lookup(tables, server, "rate-limit.max-concurrent", "120");

      // when
      RunningJoin join = start(tables);
      await(server.fast);
      long heldMeanwhile = join.metric("inFlight");
      server.release.countDown();
      Ended ended = join.end();

      // then
      assertThat(heldMeanwhile).isGreaterThanOrEqualTo(SLOW);
      assertThat(ended.failure()).isNull();
      assertThat(ended.rows()).hasSize(SLOW + FAST);
      assertThat(ended.rows()).allMatch(row -> row.getField("error") == null);
      // The other slots are all that the fast ones had.
      assertThat(server.mostFast.get()).isBetween(1, 20);
      assertThat(server.api.asked()).hasSize(SLOW + FAST);
    }
  }

  /** Slow keys have all slots and all places in Flink's buffer. */
  @Test
  void should_give_slots_to_others_after_the_timeout() throws Exception {
    try (HoldingServer server = new HoldingServer(FAST)) {
      // given
      StreamTableEnvironment tables = tables();
      tables.getConfig().set("table.exec.async-lookup.buffer-capacity", "100");
      lookup(
          tables,
          server,
          "rate-limit.max-concurrent",
          "100",
          "lookup.timeout",
          "3 s",
          "lookup.error-policy",
          "emit");

      // when
      Ended ended = start(tables).end();

      // then
      assertThat(ended.failure()).isNull();
      List<Row> expected = new ArrayList<>();
      for (int n = 0; n < SLOW; n++) {
        expected.add(Row.of("slow" + n, null, late(server, "slow" + n, 3_000)));
      }
      for (int n = 0; n < FAST; n++) {
        expected.add(Row.of("fast" + n, 1, null));
      }
      assertThat(ended.rows()).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(server.api.asked()).hasSize(SLOW + FAST);
      assertThat(ended.metrics())
          .containsEntry("failedLookups", (long) SLOW)
          .containsEntry("inFlight", 0L);
    }
  }

  /** Each attempt would have 30 s, and there would be five. */
  @Test
  void should_limit_all_attempts_together() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    try (LocalApi api =
        LocalApi.answering(
            asked -> {
              attempts.incrementAndGet();
              return Answer.status(503, "");
            })) {
      // given
      StreamTableEnvironment tables = BENCH.streaming(1);
      input(tables, "k STRING", Row.of("a"));
      BENCH.lookup(
          tables,
          "$k STRING, v INT, error STRING METADATA",
          "url",
          api.url("/o?k=$k"),
          "retry.initial-backoff",
          "10 ms",
          "retry.multiplier",
          "1000000",
          "retry.max-backoff",
          "1 h",
          "lookup.timeout",
          "2 s");

      // when
      Ended ended = start(tables).end();

      // then
      assertThat(ended.failure())
          .isEqualTo(
              "Table default_catalog.default_database.o: GET "
                  + api.url("/o?k=a")
                  + " did not come to an end within 'lookup.timeout' = 2000 ms, in which all"
                  + " attempts and waits count. Look at the server and at 'rate-limit.*', or raise"
                  + " 'lookup.timeout'.");
      assertThat(attempts).hasValue(2);
    }
  }

  private static String late(HoldingServer server, String key, int millis) {
    return "GET "
        + server.api.url("/o?k=" + key)
        + " did not come to an end within 'lookup.timeout' = "
        + millis
        + " ms, in which all attempts and waits count. Look at the server and at 'rate-limit.*', or"
        + " raise 'lookup.timeout'.";
  }

  /** The slow keys come first. */
  private static StreamTableEnvironment tables() {
    StreamTableEnvironment tables = BENCH.streaming(1);
    tables.executeSql(
        "CREATE TEMPORARY TABLE given (n BIGINT) WITH ('connector' = 'datagen',"
            + " 'fields.n.kind' = 'sequence', 'fields.n.start' = '0', 'fields.n.end' = '"
            + (SLOW + FAST - 1)
            + "')");
    tables.executeSql(
        "CREATE TEMPORARY VIEW i AS SELECT PROCTIME() AS now,"
            + " IF(n < "
            + SLOW
            + ", 'slow' || CAST(n AS STRING), 'fast' || CAST(n - "
            + SLOW
            + " AS STRING)) AS k"
            + " FROM given");
    return tables;
  }

  private static void lookup(
      StreamTableEnvironment tables, HoldingServer server, String... options) {
    List<String> all = new ArrayList<>(List.of("url", server.api.url("/o?k=$k")));
    all.addAll(List.of(options));
    BENCH.lookup(tables, "$k STRING, v INT, error STRING METADATA", all.toArray(String[]::new));
  }

  private static RunningJoin start(StreamTableEnvironment tables) {
    return BENCH.start(
        tables,
        "SELECT i.k, o.v, o.error FROM i LEFT JOIN o FOR SYSTEM_TIME AS OF i.now AS o"
            + " ON i.k = o.`$k`");
  }
}
