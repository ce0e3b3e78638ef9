package io.sqluice.lookup.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Equal requests that are under way at once. */
@Timeout(120)
class SingleFlightTest {

  @RegisterExtension static final LookupBench BENCH = new LookupBench();

  private static final String JOIN =
      "SELECT i.n, o.v FROM i JOIN o FOR SYSTEM_TIME AS OF i.now AS o ON i.k = o.`$k`";

  /** A key that the planner does not know to be one. */
  private static final String SAME = "IF(n > 0, 'a', 'b')";

  /** With two subtasks, each gets one of the rows. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void should_send_one_request_for_two_rows_of_a_key(int subtasks) throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (LocalApi api = LocalApi.answering(asked -> answerAfter(release))) {
      // given
      StreamTableEnvironment tables = tables(api, subtasks, 2, SAME);

      // when
      RunningJoin join = BENCH.start(tables, JOIN);
      join.await("coalesced", 1);
      release.countDown();
      Ended ended = join.end();

      // then
      assertThat(ended.failure()).isNull();
      assertThat(ended.rows()).containsExactlyInAnyOrder(Row.of(1, 5), Row.of(2, 5));
      assertThat(api.asked()).hasSize(1);
      assertThat(ended.metrics())
          .containsEntry("lookups", 2L)
          .containsEntry("requests", 1L)
          .containsEntry("coalesced", 1L);
    }
  }

  /** No answer comes before both requests are there. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void should_send_a_request_for_each_row_if_told_so(int subtasks) throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    try (LocalApi api = LocalApi.answering(asked -> answerAfter(both))) {
      // given
      StreamTableEnvironment tables =
          tables(api, subtasks, 2, SAME, "lookup.single-flight", "false");

      // when
      Ended ended = BENCH.run(tables, JOIN);

      // then
      assertThat(ended.failure()).isNull();
      assertThat(ended.rows()).containsExactlyInAnyOrder(Row.of(1, 5), Row.of(2, 5));
      assertThat(api.asked()).hasSize(2);
      assertThat(ended.metrics()).containsEntry("requests", 2L).containsEntry("coalesced", 0L);
    }
  }

  /** Sync lookups of a subtask never meet; those of several do. */
  @Test
  void should_send_one_request_for_subtasks_that_each_wait() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (LocalApi api = LocalApi.answering(asked -> answerAfter(release))) {
      // given
      StreamTableEnvironment tables = tables(api, 2, 2, SAME, "lookup.async", "false");

      // when
      RunningJoin join = BENCH.start(tables, JOIN);
      join.await("coalesced", 1);
      release.countDown();
      Ended ended = join.end();

      // then
      assertThat(ended.rows()).containsExactlyInAnyOrder(Row.of(1, 5), Row.of(2, 5));
      assertThat(api.asked()).hasSize(1);
    }
  }

  @Test
  void should_not_share_the_answer_to_another_key() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (LocalApi api = LocalApi.answering(asked -> answerAfter(release))) {
      // given
      StreamTableEnvironment tables = tables(api, 1, 60, "'k' || CAST(n % 3 AS STRING)");

      // when
      RunningJoin join = BENCH.start(tables, JOIN);
      join.await("coalesced", 57);
      release.countDown();
      Ended ended = join.end();

      // then
      assertThat(ended.rows()).hasSize(60);
      assertThat(api.asked())
          .extracting(asked -> asked.param("k"))
          .containsExactlyInAnyOrder("k0", "k1", "k2");
    }
  }

  /** All rows that wait for a request fail with it, and each with the same words. */
  @Test
  void should_share_a_failure_too() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (LocalApi api =
        LocalApi.answering(
            asked -> {
              answerAfter(release);
              return Answer.status(400, "no");
            })) {
      // given
      StreamTableEnvironment tables = tables(api, 1, 2, SAME, "lookup.error-policy", "emit");

      // when
      RunningJoin join =
          BENCH.start(
              tables,
              "SELECT i.n, o.v, o.error FROM i JOIN o FOR SYSTEM_TIME AS OF i.now AS o"
                  + " ON i.k = o.`$k`");
      join.await("coalesced", 1);
      release.countDown();
      Ended ended = join.end();

      // then
      String error =
          "GET "
              + api.url("/o?k=a")
              + " failed after 1 attempt: the server answered with status 400 and the body \"no\"."
              + " Check the request, or add the code to 'ignored-codes' (no rows), 'retry-codes' or"
              + " 'success-codes'.";
      assertThat(ended.rows())
          .containsExactlyInAnyOrder(Row.of(1, null, error), Row.of(2, null, error));
      assertThat(api.asked()).hasSize(1);
      assertThat(ended.metric("failedLookups")).isEqualTo(2);
    }
  }

  /**
   * Rows n = 1, 2, ..., of which each subtask has its share, and their table o.
   *
   * @param key the SQL of the column k
   */
  private static StreamTableEnvironment tables(
      LocalApi api, int subtasks, int rows, String key, String... options) {
    StreamTableEnvironment tables = BENCH.streaming(subtasks);
    tables.executeSql(
        "CREATE TEMPORARY TABLE given (n INT) WITH ('connector' = 'datagen',"
            + " 'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '%d')"
                .formatted(rows));
    tables.executeSql(
        "CREATE TEMPORARY VIEW i AS SELECT n, " + key + " AS k, PROCTIME() AS now FROM given");
    List<String> all = new ArrayList<>(List.of("url", api.url("/o?k=$k")));
    all.addAll(List.of(options));
    BENCH.lookup(tables, "$k STRING, v INT, error STRING METADATA", all.toArray(String[]::new));
    return tables;
  }

  private static Answer answerAfter(CountDownLatch release) {
    try {
      assertThat(release.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
    return Answer.ok("{\"v\":5}");
  }

  private static Answer answerAfter(CyclicBarrier all) {
    try {
      all.await(60, TimeUnit.SECONDS);
    } catch (Exception alone) {
      return Answer.status(500, "no other request came");
    }
    return Answer.ok("{\"v\":5}");
  }
}
