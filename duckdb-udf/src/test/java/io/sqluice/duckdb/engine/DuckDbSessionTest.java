package io.sqluice.duckdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class DuckDbSessionTest {

  private static final RowType TICKERS =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("symbol", DataTypes.STRING()),
                  DataTypes.FIELD("buy", DataTypes.DOUBLE()),
                  DataTypes.FIELD("x", DataTypes.BIGINT()))
              .getLogicalType();

  private static final String ENDLESS =
      "SELECT count(*) AS n FROM range(100000000000) a, range(100000000000) b WHERE a.range + b.range = 7";

  @Test
  void should_say_the_columns_of_a_query_over_rows() throws Exception {
    try (DuckDbSession session = DuckDbSession.open(SessionConfig.DEFAULT)) {
      RowType described =
          session.describe(
              "SELECT symbol, count(*) AS n, sum(x) AS s FROM input GROUP BY ALL",
              "input",
              TICKERS);

      assertThat(described.asSummaryString())
          .isEqualTo("ROW<`symbol` STRING, `n` BIGINT, `s` DECIMAL(38, 0)>");
    }
  }

  @Test
  void should_run_a_query_over_batch_after_batch() throws Exception {
    String sql =
        "SELECT symbol, count(*) AS n, sum(x) AS s FROM input GROUP BY symbol ORDER BY symbol";
    try (DuckDbSession session = DuckDbSession.open(SessionConfig.DEFAULT)) {
      RowType output = session.describe(sql, "input", TICKERS);
      try (RowsQuery query = session.prepare(sql, "input", TICKERS, output)) {
        assertThat(run(query, List.of(row("a", 1.5, 1L), row("b", 2.5, 2L), row("a", null, 3L))))
            .containsExactly("+I(a,2,4)", "+I(b,1,2)");
        assertThat(run(query, List.of(row("c", 1.5, 7L)))).containsExactly("+I(c,1,7)");
        assertThat(run(query, List.of())).isEmpty();
      }
    }
  }

  @Test
  void should_read_the_rows_as_often_as_the_query_does() throws Exception {
    String sql = "SELECT a.symbol, b.x FROM input a JOIN input b ON a.x = b.x + 1 ORDER BY 2";
    try (DuckDbSession session = DuckDbSession.open(SessionConfig.DEFAULT);
        RowsQuery query =
            session.prepare(sql, "input", TICKERS, session.describe(sql, "input", TICKERS))) {
      assertThat(run(query, List.of(row("a", 1.5, 1L), row("b", 2.5, 2L))))
          .containsExactly("+I(b,1)");
    }
  }

  @Test
  void should_point_at_the_mistake_in_a_query() throws Exception {
    try (DuckDbSession session = DuckDbSession.open(SessionConfig.DEFAULT)) {
      assertThatThrownBy(() -> session.describe("SELECT cout(*) FROM input", "input", TICKERS))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              Catalog Error: Scalar Function with name cout does not exist!
              Did you mean "count"?

              LINE 1: SELECT cout(*) FROM input
                             ^""");
      assertThatThrownBy(() -> session.describe("SELEC 1", "input", TICKERS))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              Parser Error: syntax error at or near "SELEC"

              LINE 1: SELEC 1
                      ^""");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/etc/*')",
        "COPY (SELECT 1) TO '/tmp/sqluice-should-not-be-there'",
        "ATTACH '/tmp/sqluice-should-not-be-there.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SELECT getenv('HOME')",
        "DELETE FROM input",
        "CREATE TABLE t (a INT)",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP TABLE input",
        "PRAGMA database_list",
        "EXPORT DATABASE '/tmp/sqluice-should-not-be-there'",
        "SELECT 1 AS x FROM enable_logging(level='trace', storage='file', storage_path='/tmp/sqluice-should-not-be-there') UNION ALL SELECT 1",
        "WITH a AS (SELECT * FROM Enable_Profiling()) SELECT * FROM a",
        "SELECT * FROM input WHERE x IN (SELECT 1 FROM checkpoint())",
        "SELECT * FROM query('SELECT * FROM enable_logging()')",
        "SELECT write_log('x') FROM input",
        ""
      })
  void should_refuse_what_is_not_one_select_over_the_rows(String sql) throws Exception {
    try (DuckDbSession session = DuckDbSession.open(SessionConfig.DEFAULT)) {
      assertThatThrownBy(() -> session.describe(sql, "input", TICKERS))
          .isInstanceOf(QueryException.class);
      assertThatThrownBy(() -> session.prepare(sql, "input", TICKERS, TICKERS))
          .isInstanceOf(QueryException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET enable_external_access = true",
        "SET memory_limit = '100GB'",
        "SET lock_configuration = false",
        "RESET memory_limit",
        "INSTALL httpfs",
        "LOAD httpfs",
        "ATTACH '/tmp/sqluice-should-not-be-there.db'",
        "COPY (SELECT 1) TO '/tmp/sqluice-should-not-be-there'"
      })
  void should_have_locked_itself_even_for_statements_that_no_query_is(String sql) throws Exception {
    try (DuckDbSession session = DuckDbSession.open(SessionConfig.DEFAULT)) {
      assertThatThrownBy(() -> session.execute(sql)).isInstanceOf(java.sql.SQLException.class);
    }
  }

  @Test
  void should_fail_a_query_that_needs_more_memory_than_it_may_have() throws Exception {
    String sql =
        "SELECT count(*) AS n FROM (SELECT DISTINCT hash(i)::VARCHAR || repeat('x', 500) AS h FROM range(20000000) t(i))";
    SessionConfig config =
        new SessionConfig(MemorySize.ofMebiBytes(64), 1, Duration.ofMinutes(2), false, null);
    try (DuckDbSession session = DuckDbSession.open(config);
        RowsQuery query =
            session.prepare(sql, "input", TICKERS, session.describe(sql, "input", TICKERS))) {
      assertThatThrownBy(() -> run(query, List.of()))
          .isInstanceOf(QueryException.class)
          .hasMessageContaining("Out of Memory Error");
    }
  }

  @Test
  void should_refuse_a_result_that_would_fill_the_memory() throws Exception {
    String sql = "SELECT i, i + 1 AS j, repeat('x', 20) AS t FROM range(3000000) r(i)";
    try (DuckDbSession session = DuckDbSession.open(SessionConfig.DEFAULT);
        RowsQuery query =
            session.prepare(sql, "input", TICKERS, session.describe(sql, "input", TICKERS))) {
      assertThatThrownBy(() -> run(query, List.of()))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              "the query gives more than 1,000,000 rows at once, which are held in memory; let it aggregate or filter");
    }
  }

  @Test
  void should_end_the_reading_of_a_result_whose_time_is_up() throws Exception {
    // DuckDB has the rows at once; it is Java that takes long.
    String sql =
        "SELECT [i, i, i, i, i, i] AS a, [{'b': [i]}, {'b': [i]}] AS b FROM range(900000) r(i)";
    SessionConfig config =
        new SessionConfig(MemorySize.ofMebiBytes(512), 1, Duration.ofMillis(900), false, null);
    try (DuckDbSession session = DuckDbSession.open(config);
        RowsQuery query =
            session.prepare(sql, "input", TICKERS, session.describe(sql, "input", TICKERS))) {
      assertThatThrownBy(() -> run(query, List.of()))
          .isInstanceOf(QueryException.class)
          .hasMessageStartingWith("the query did not finish within 900 ms");
    }
  }

  @Test
  void should_end_a_query_whose_time_is_up_and_go_on_with_the_next() throws Exception {
    SessionConfig config =
        new SessionConfig(MemorySize.ofMebiBytes(64), 1, Duration.ofMillis(200), false, null);
    String sql =
        "SELECT CASE WHEN count(*) > 0 THEN (SELECT count(*) FROM range(100000000000) a, range(10000000000) b WHERE a.range + b.range = 7 + count(input.x)) ELSE 5 END AS n FROM input";
    try (DuckDbSession session = DuckDbSession.open(config);
        RowsQuery query =
            session.prepare(sql, "input", TICKERS, session.describe(sql, "input", TICKERS))) {
      assertThatThrownBy(() -> run(query, List.of(row("a", 1.0, 1L))))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              "the query did not finish within 200 ms; make it do less, or allow it more time");
    }
    String failing = "SELECT CASE WHEN x > 1 THEN error('too much') ELSE x END AS x FROM input";
    try (DuckDbSession session = DuckDbSession.open(config);
        RowsQuery query =
            session.prepare(
                failing, "input", TICKERS, session.describe(failing, "input", TICKERS))) {
      assertThatThrownBy(() -> run(query, List.of(row("a", 1.0, 2L))))
          .isInstanceOf(QueryException.class)
          .hasMessage("Invalid Input Error: too much");
      assertThat(run(query, List.of(row("a", 1.0, 1L)))).containsExactly("+I(1)");
    }
  }

  @Test
  void should_end_a_query_whose_thread_is_interrupted() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    CountDownLatch opened = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              try (DuckDbSession session = DuckDbSession.open(SessionConfig.DEFAULT);
                  RowsQuery query =
                      session.prepare(
                          ENDLESS, "input", TICKERS, session.describe(ENDLESS, "input", TICKERS))) {
                opened.countDown();
                run(query, List.of());
              } catch (Throwable e) {
                thrown.set(e);
              }
            });
    thread.start();
    assertThat(opened.await(20, TimeUnit.SECONDS)).as("%s", thrown.get()).isTrue();

    thread.interrupt();
    thread.join(20_000);

    assertThat(thread.isAlive()).isFalse();
    assertThat(thrown.get())
        .isInstanceOf(QueryException.class)
        .hasMessage("the query was interrupted");
  }

  @Test
  void should_say_which_columns_a_query_gives_where_one_is_missing() throws Exception {
    try (DuckDbSession session = DuckDbSession.open(SessionConfig.DEFAULT)) {
      assertThatThrownBy(() -> session.prepare("SELECT 1 AS a, 2 AS b", "input", TICKERS, TICKERS))
          .isInstanceOf(QueryException.class)
          .hasMessage("the query gives no column 'symbol'; it gives a, b");
    }
  }

  @Test
  void should_not_open_beyond_the_memory_of_the_process() {
    MemoryBudget budget = new MemoryBudget(MemorySize.ofMebiBytes(300).getBytes());
    budget.take(MemorySize.ofMebiBytes(200));

    assertThatThrownBy(() -> budget.take(MemorySize.ofMebiBytes(101)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "DuckDB may take 101 mb in this task and 200 mb in others of this process, but beside the Java heap the machine has 300 mb; set the memory limit lower ('transform.memory-limit' for payloads, 'duckdb.memory-limit' for files), run fewer such tasks in a process, or give the process a smaller heap");
    budget.give(MemorySize.ofMebiBytes(200));
    budget.take(MemorySize.ofMebiBytes(300));
  }

  private static List<String> run(RowsQuery query, List<RowData> rows) throws QueryException {
    List<String> results = new ArrayList<>();
    query.run(rows, row -> results.add(row.toString()));
    return results;
  }

  private static RowData row(String symbol, Double buy, Long x) {
    return GenericRowData.of(StringData.fromString(symbol), buy, x);
  }
}
