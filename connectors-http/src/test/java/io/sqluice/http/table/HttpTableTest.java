package io.sqluice.http.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The 'http' table in SQL, on a MiniCluster, against an API on this machine. */
@Timeout(120)
class HttpTableTest {

  private static final String TICKERS =
      """
      {"code":"200000","data":{"time":1,"ticker":[
        {"symbol":"BTC-USDT","symbolName":"BTC-USDT","buy":"100.5","sell":"101"},
        {"symbol":"ETH-USDT","symbolName":"ETH-USDT","buy":"7.25","sell":null},
        {"symbol":"KCS-USDT","symbolName":"KCS-USDT","buy":"1","sell":"2"}]}}
      """;

  @Test
  void should_read_one_poll_in_batch_mode() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok(TICKERS))) {
      TableEnvironment tables = batch();
      tables.executeSql(
          "CREATE TABLE all_tickers (symbol STRING, symbolName STRING, buy FLOAT, sell FLOAT) WITH ("
              + "'connector' = 'http', 'url' = '"
              + api.url("/api/v1/market/allTickers")
              + "', 'method' = 'GET', 'schedule' = '*/1 * * * *',"
              + " 'jq' = '.data.ticker[:2][] | {symbol, symbolName, buy, sell}',"
              + " 'headers.Content-Type' = 'application/json')");

      List<Row> rows = rows(tables, "SELECT * FROM all_tickers");

      assertThat(rows)
          .containsExactly(
              Row.of("BTC-USDT", "BTC-USDT", 100.5f, 101f),
              Row.of("ETH-USDT", "ETH-USDT", 7.25f, null));
      assertThat(api.asked()).hasSize(1);
      assertThat(api.asked().get(0).headers()).containsEntry("content-type", "application/json");
    }
  }

  @Test
  void should_give_metadata_columns() throws Exception {
    try (LocalApi api =
        LocalApi.answering(
            asked ->
                "0".equals(asked.param("page"))
                    ? Answer.ok("[{\"id\":1},{\"id\":2}]")
                    : "1".equals(asked.param("page"))
                        ? Answer.ok("[{\"id\":3}]")
                        : Answer.ok("[]"))) {
      TableEnvironment tables = batch();
      tables.executeSql(
          "CREATE TABLE t (id INT,"
              + " is_last BOOLEAN METADATA FROM 'last',"
              + " page INT METADATA, `index` BIGINT METADATA FROM 'record-index',"
              + " fetch_id BIGINT METADATA FROM 'fetch-id', code INT METADATA FROM 'status-code',"
              + " `trigger` TIMESTAMP_LTZ(3) METADATA FROM 'trigger-time',"
              + " fetched TIMESTAMP_LTZ(3) METADATA FROM 'fetch-time',"
              + " headers MAP<STRING, ARRAY<STRING>> METADATA, url STRING METADATA,"
              + " body BYTES METADATA) WITH ('connector' = 'http', 'url' = '"
              + api.url("/items")
              + "', 'pagination.type' = 'page-based')");

      List<Row> rows =
          rows(
              tables,
              "SELECT id, is_last, page, `index`, fetch_id, code, headers['content-type'][1], url,"
                  + " DECODE(body, 'UTF-8'), fetched >= `trigger` FROM t");

      assertThat(rows)
          .containsExactly(
              Row.of(
                  1,
                  false,
                  0,
                  0L,
                  1L,
                  200,
                  "application/json",
                  api.url("/items?page=0"),
                  "[{\"id\":1},{\"id\":2}]",
                  true),
              Row.of(
                  2,
                  false,
                  0,
                  1L,
                  1L,
                  200,
                  "application/json",
                  api.url("/items?page=0"),
                  "[{\"id\":1},{\"id\":2}]",
                  true),
              Row.of(
                  3,
                  true,
                  1,
                  0L,
                  1L,
                  200,
                  "application/json",
                  api.url("/items?page=1"),
                  "[{\"id\":3}]",
                  true));
    }
  }

  @Test
  void should_give_the_trigger_time_in_utc_and_as_a_number_in_any_time_zone() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("{\"n\":1}"))) {
      TableEnvironment tables = batch();
      tables.getConfig().set("table.local-time-zone", "Asia/Kolkata");
      tables.executeSql(
          "CREATE TABLE t (n INT, `trigger` TIMESTAMP_LTZ(3) METADATA FROM 'trigger-time',"
              + " utc TIMESTAMP(6) METADATA FROM 'trigger-time-utc',"
              + " epoch_ms BIGINT METADATA FROM 'trigger-epoch-ms',"
              + " epoch_s AS CAST(epoch_ms / 1000 AS BIGINT)) WITH ('connector' = 'http', 'url' = '"
              + api.url("/")
              + "')");

      List<Row> rows = rows(tables, "SELECT * FROM t");

      Instant trigger = rows.get(0).getFieldAs("trigger");
      LocalDateTime utc = LocalDateTime.ofInstant(trigger, ZoneOffset.UTC);
      assertThat(rows)
          .containsExactly(
              Row.of(1, trigger, utc, trigger.toEpochMilli(), trigger.getEpochSecond()));
    }
  }

  @Test
  void should_poll_again_and_end_after_max_polls_in_streaming_mode() throws Exception {
    AtomicInteger polls = new AtomicInteger();
    try (LocalApi api =
        LocalApi.answering(asked -> Answer.ok("{\"n\":" + polls.incrementAndGet() + "}"))) {
      TableEnvironment tables = streaming();
      tables.executeSql(
          "CREATE TABLE t (n INT, fetch_id BIGINT METADATA FROM 'fetch-id') WITH ('connector' = 'http',"
              + " 'url' = '"
              + api.url("/n")
              + "', 'scan.poll-interval' = '5 ms', 'scan.bounded.max-polls' = '3')");

      assertThat(rows(tables, "SELECT n, fetch_id FROM t"))
          .containsExactly(Row.of(1, 1L), Row.of(2, 2L), Row.of(3, 3L));
    }
  }

  @Test
  void should_send_validators_back_and_take_304_as_no_rows() throws Exception {
    try (LocalApi api =
        LocalApi.answering(
            asked ->
                "\"v1\"".equals(asked.headers().get("if-none-match"))
                    ? new Answer(304, Map.of("ETag", "\"v1\""), "")
                    : new Answer(200, Map.of("ETag", "\"v1\""), "[{\"n\":1}]"))) {
      TableEnvironment tables = streaming();
      tables.executeSql(
          "CREATE TABLE t (n INT) WITH ('connector' = 'http', 'url' = '"
              + api.url("/n")
              + "', 'scan.poll-interval' = '5 ms', 'scan.bounded.max-polls' = '3')");

      assertThat(rows(tables, "SELECT n FROM t")).containsExactly(Row.of(1));
      assertThat(api.asked())
          .extracting(asked -> asked.headers().get("if-none-match"))
          .containsExactly(null, "\"v1\"", "\"v1\"");
    }
  }

  @Test
  void should_poll_once_for_five_queries_over_one_table() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[{\"a\":1,\"b\":2,\"c\":3}]"))) {
      TableEnvironment tables = batch();
      tables.executeSql(
          "CREATE TABLE t (a INT, b INT, c INT, p INT METADATA FROM 'page', d AS a + b) WITH ("
              + "'connector' = 'http', 'url' = '"
              + api.url("/n")
              + "')");
      tables.executeSql("CREATE VIEW v AS SELECT c FROM t WHERE c > 2");
      for (int i = 1; i <= 5; i++) {
        tables.executeSql("CREATE TABLE s" + i + " (x INT) WITH ('connector' = 'blackhole')");
      }

      tables
          .createStatementSet()
          .addInsertSql("INSERT INTO s1 SELECT a FROM t")
          .addInsertSql("INSERT INTO s2 SELECT b FROM t WHERE a = 1")
          .addInsertSql("INSERT INTO s3 SELECT p FROM t")
          .addInsertSql("INSERT INTO s4 SELECT d FROM t WHERE b <> 7")
          .addInsertSql("INSERT INTO s5 SELECT c FROM v")
          .execute()
          .await();

      assertThat(api.asked()).hasSize(1);
    }
  }

  @Test
  void should_close_windows_on_time_while_idle_subtasks_and_no_rows_come() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[{\"n\":1}]"))) {
      TableEnvironment tables = streaming();
      tables.getConfig().set("parallelism.default", "2");
      tables.getConfig().set("pipeline.auto-watermark-interval", "20 ms");
      tables.executeSql(
          "CREATE TABLE t (n INT, fetched TIMESTAMP_LTZ(3) METADATA FROM 'fetch-time',"
              + " WATERMARK FOR fetched AS SOURCE_WATERMARK()) WITH ('connector' = 'http',"
              + " 'url' = '"
              + api.url("/n")
              + "', 'scan.poll-interval' = '1 h')");

      // The next poll is an hour away: only the wall clock can close the window.
      try (CloseableIterator<Row> rows =
          tables
              .executeSql(
                  "SELECT SUM(n) FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(fetched), INTERVAL '1'"
                      + " SECOND)) GROUP BY window_start, window_end")
              .collect()) {
        assertThat(rows.next()).isEqualTo(Row.of(1));
      }
    }
  }

  @Test
  void should_take_watermarks_from_a_column_of_the_data() throws Exception {
    try (LocalApi api =
        LocalApi.answering(
            asked ->
                Answer.ok(
                    """
                    {"at":"2026-11-20T12:00:01Z","n":1}
                    {"at":"2026-11-20T12:00:09Z","n":2}
                    {"at":"2026-11-20T12:00:10Z","n":4}
                    {"at":"2026-11-20T12:00:31Z","n":8}
                    """))) {
      TableEnvironment tables = streaming();
      tables.executeSql(
          "CREATE TABLE t (n INT, `at` TIMESTAMP_LTZ(3),"
              + " WATERMARK FOR `at` AS `at` - INTERVAL '5' SECOND) WITH ('connector' = 'http',"
              + " 'format' = 'ndjson', 'url' = '"
              + api.url("/n")
              + "', 'scan.poll-interval' = '1 h')");

      try (CloseableIterator<Row> rows =
          tables
              .executeSql(
                  "SELECT SUM(n) FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(`at`), INTERVAL '10'"
                      + " SECOND)) GROUP BY window_start, window_end")
              .collect()) {
        assertThat(rows.next()).isEqualTo(Row.of(3));
        assertThat(rows.next()).isEqualTo(Row.of(4));
      }
    }
  }

  @Test
  void should_go_on_after_a_failed_poll_and_fail_after_too_many_in_a_row() throws Exception {
    AtomicInteger polls = new AtomicInteger();
    try (LocalApi api =
        LocalApi.answering(
            asked ->
                switch (polls.incrementAndGet()) {
                  case 1 -> Answer.status(400, "no");
                  case 2 -> Answer.ok("{\"n\":2}");
                  default -> Answer.status(400, "no");
                })) {
      TableEnvironment tables = streaming();
      tables.executeSql(
          "CREATE TABLE t (n INT) WITH ('connector' = 'http', 'url' = '"
              + api.url("/n")
              + "', 'scan.poll-interval' = '5 ms', 'scan.max-consecutive-failures' = '2')");

      assertThatThrownBy(() -> rows(tables, "SELECT n FROM t"))
          .hasStackTraceContaining("Poll 4 of table default_catalog.default_database.t")
          .hasStackTraceContaining("'scan.max-consecutive-failures' allows no more");
      assertThat(api.asked()).hasSize(4);
    }
  }

  @Test
  void should_fail_the_job_at_a_code_that_another_poll_will_not_change() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.status(404, "gone"))) {
      TableEnvironment tables = streaming();
      tables.executeSql(
          "CREATE TABLE t (n INT) WITH ('connector' = 'http', 'url' = '"
              + api.url("/n")
              + "', 'scan.poll-interval' = '5 ms')");

      assertThatThrownBy(() -> rows(tables, "SELECT n FROM t"))
          .hasStackTraceContaining("Poll 1 of table default_catalog.default_database.t");
      assertThat(api.asked()).hasSize(1);
    }
  }

  @Test
  void should_fail_the_poll_that_has_more_pages_than_allowed() throws Exception {
    try (LocalApi api =
        LocalApi.answering(asked -> Answer.ok("[{\"n\":" + asked.param("page") + "}]"))) {
      TableEnvironment tables = batch();
      tables.executeSql(
          "CREATE TABLE t (n INT) WITH ('connector' = 'http', 'url' = '"
              + api.url("/n")
              + "', 'pagination.type' = 'page-based', 'pagination.max-pages' = '3')");

      assertThatThrownBy(() -> rows(tables, "SELECT n FROM t"))
          .hasStackTraceContaining(
              "The poll has 3 pages and the API names a further one; 'pagination.max-pages' allows"
                  + " no more: raise it, or check that the pagination comes to an end.");
      assertThat(api.asked()).hasSize(3);
    }
  }

  static TableEnvironment batch() {
    return TableEnvironment.create(EnvironmentSettings.inBatchMode());
  }

  static TableEnvironment streaming() {
    TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    tables.getConfig().set("parallelism.default", "1");
    tables.getConfig().set("restart-strategy.type", "none");
    return tables;
  }

  static List<Row> rows(TableEnvironment tables, String query) throws Exception {
    try (CloseableIterator<Row> rows = tables.executeSql(query).collect()) {
      List<Row> all = new ArrayList<>();
      rows.forEachRemaining(all::add);
      return all;
    }
  }
}
