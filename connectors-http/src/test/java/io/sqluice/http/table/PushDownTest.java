package io.sqluice.http.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import java.util.List;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the planner pushes into an 'http' table, and that queries go on to share one poller. */
@Timeout(120)
class PushDownTest {

  private static final String SCAN = "TableSourceScan(";

  @Test
  void should_convert_only_columns_that_a_query_reads() throws Exception {
    try (LocalApi api =
        LocalApi.answering(
            asked -> Answer.ok("[{\"a\":1,\"b\":\"no number\"},{\"a\":2,\"b\":\"no number\"}]"))) {
      TableEnvironment tables = HttpTableTest.batch();
      tables.executeSql(
          "CREATE TABLE t (b INT, c INT NOT NULL, a INT, page INT METADATA)" + with(api));

      assertThat(HttpTableTest.rows(tables, "SELECT a FROM t"))
          .containsExactly(Row.of(1), Row.of(2));
      assertThat(HttpTableTest.rows(tables, "SELECT page, a FROM t WHERE a > 1"))
          .containsExactly(Row.of(0, 2));
      assertThat(HttpTableTest.rows(tables, "SELECT page FROM t"))
          .containsExactly(Row.of(0), Row.of(0));
      assertThatThrownBy(() -> HttpTableTest.rows(tables, "SELECT b FROM t"))
          .hasStackTraceContaining("row 1, field 'b' (INT): found \"no number\"");
      assertThatThrownBy(() -> HttpTableTest.rows(tables, "SELECT c FROM t"))
          .hasStackTraceContaining("row 1, field 'c' (INT NOT NULL): found nothing");
    }
  }

  @Test
  void should_count_rows() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[{\"b\":\"x\"},{},{\"a\":3}]"))) {
      TableEnvironment tables = HttpTableTest.batch();
      tables.executeSql("CREATE TABLE t (a INT, b INT)" + with(api));

      assertThat(HttpTableTest.rows(tables, "SELECT COUNT(*) FROM t")).containsExactly(Row.of(3L));
    }
  }

  @Test
  void should_take_a_record_that_is_no_object_as_the_table_says_and_not_as_the_query()
      throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[5,6]"))) {
      TableEnvironment tables = HttpTableTest.batch();
      tables.executeSql("CREATE TABLE t1 (a INT, page INT METADATA)" + with(api));
      tables.executeSql("CREATE TABLE t2 (a INT, b INT)" + with(api));

      assertThat(HttpTableTest.rows(tables, "SELECT page FROM t1"))
          .containsExactly(Row.of(0), Row.of(0));
      assertThatThrownBy(() -> HttpTableTest.rows(tables, "SELECT a FROM t2"))
          .hasStackTraceContaining("row 1: found 5, expected an object with the columns a, b;");
    }
  }

  @Test
  void should_show_columns_in_the_plan() {
    TableEnvironment tables = HttpTableTest.streaming();
    tables.executeSql(
        "CREATE TABLE t (a INT, b INT, page INT METADATA, url STRING METADATA) WITH ("
            + "'connector' = 'http', 'url' = 'http://localhost/', 'scan.poll-interval' = '1 h')");

    assertThat(tables.explainSql("SELECT url, b FROM t"))
        .contains("t, project=[b], metadata=[url]]], fields=[b, url])");
  }

  @Test
  void should_never_push_a_filter_so_that_filters_keep_one_poller() throws Exception {
    try (LocalApi api =
        LocalApi.answering(asked -> Answer.ok("[{\"a\":1,\"b\":1},{\"a\":2,\"b\":2}]"))) {
      TableEnvironment tables = HttpTableTest.batch();
      tables.executeSql("CREATE TABLE t (a INT, b INT)" + with(api));

      List<Row> rows =
          HttpTableTest.rows(
              tables,
              "SELECT x.a, y.b FROM (SELECT a FROM t WHERE a > 1) x,"
                  + " (SELECT b FROM t WHERE b < 2) y");

      assertThat(rows).containsExactly(Row.of(2, 1));
      assertThat(api.asked()).hasSize(1);
      String union = "SELECT a FROM t WHERE a > 1 UNION ALL SELECT b FROM t WHERE b < 2";
      assertThat(executionPlan(tables.explainSql(union)))
          .containsOnlyOnce(SCAN)
          .doesNotContain("filter=");
    }
  }

  @Test
  void should_stop_polling_at_a_limit_where_that_is_allowed() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[{\"a\":1},{\"a\":2}]"))) {
      TableEnvironment tables = HttpTableTest.streaming();
      tables.getConfig().set("sqluice.push-down.limit", "true");
      tables.executeSql(
          "CREATE TABLE t (a INT, is_last BOOLEAN METADATA FROM 'last') WITH ("
              + "'connector' = 'http', 'scan.poll-interval' = '1 ms', 'url' = '"
              + api.url("/n")
              + "')");

      assertThat(HttpTableTest.rows(tables, "SELECT a, is_last FROM t LIMIT 3"))
          .containsExactly(Row.of(1, false), Row.of(2, true), Row.of(1, false));
      assertThat(api.asked()).hasSize(2);
    }
  }

  @Test
  void should_not_poll_at_all_for_a_limit_of_nothing() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[{\"a\":1}]"))) {
      TableEnvironment tables = HttpTableTest.batch();
      tables.getConfig().set("sqluice.push-down.limit", "true");
      tables.executeSql("CREATE TABLE t (a INT)" + with(api));

      assertThat(HttpTableTest.rows(tables, "SELECT a FROM t LIMIT 0")).isEmpty();
      assertThat(api.asked()).isEmpty();
    }
  }

  @Test
  void should_share_one_poller_with_other_columns_under_source_watermarks() {
    TableEnvironment tables = HttpTableTest.streaming();
    tables.executeSql(
        "CREATE TABLE t (a INT, b INT, page INT METADATA,"
            + " fetched TIMESTAMP_LTZ(3) METADATA FROM 'fetch-time',"
            + " WATERMARK FOR fetched AS SOURCE_WATERMARK()) WITH ("
            + "'connector' = 'http', 'url' = 'http://localhost/', 'scan.poll-interval' = '1 h')");

    assertThat(planOfWindows(tables, "fetched"))
        .containsOnlyOnce(SCAN)
        .contains("t, watermark=[SOURCE_WATERMARK()], project=[a, b, fetched, page], metadata=");
  }

  /** Of two windows and a query without one, each over other columns. */
  static String planOfWindows(TableEnvironment tables, String rowtime) {
    tables.executeSql("CREATE TABLE s (x INT) WITH ('connector' = 'blackhole')");
    StatementSet queries = tables.createStatementSet();
    for (String column : List.of("a", "b")) {
      queries.addInsertSql(
          "INSERT INTO s SELECT SUM("
              + column
              + ") FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR("
              + rowtime
              + "), INTERVAL '1' SECOND)) GROUP BY window_start, window_end");
    }
    queries.addInsertSql("INSERT INTO s SELECT page FROM t WHERE a > 1");
    return executionPlan(queries.explain());
  }

  private static String executionPlan(String explained) {
    return explained.substring(explained.indexOf("== Optimized Execution Plan =="));
  }

  private static String with(LocalApi api) {
    return " WITH ('connector' = 'http', 'url' = '" + api.url("/n") + "')";
  }
}
