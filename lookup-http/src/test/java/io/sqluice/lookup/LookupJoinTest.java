package io.sqluice.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The 'lookup-http' table in SQL, on a MiniCluster, against an API on this machine. */
@Timeout(120)
class LookupJoinTest {

  private static final String OHLC =
      """
      CREATE TEMPORARY TABLE ohlc (
          $symbol STRING, $start_at BIGINT, $end_at BIGINT,
          start_time TIMESTAMP(6), `open` FLOAT, high FLOAT, low FLOAT, `close` FLOAT, volume FLOAT, amount FLOAT
      ) WITH (
          'connector' = 'lookup-http',
          'url' = '%s/api/v1/market/candles?type=1min&symbol=$symbol&startAt=$start_at&endAt=$end_at',
          'method' = 'GET',
          'jq' = '.data[] | {start_time: (.[0] | tonumber), open: (.[1] | tonumber), close: (.[2] | tonumber), high: (.[3] | tonumber), low: (.[4] | tonumber), volume: (.[5] | tonumber), amount: (.[6] | tonumber)}',
          'headers.Content-Type' = 'application/json'
      )
      """;

  private static final String TICKERS =
      "CREATE TEMPORARY VIEW all_tickers AS SELECT * FROM (VALUES"
          + " ('BTC-USDT', 1700000000, 1700000300),"
          + " ('ETH-USDT', 1700000000, 1700000300),"
          + " ('XYZ-USDT', 1700000000, 1700000300)) AS t(symbol, s, e)";

  private static final String JOIN =
      "SELECT a.symbol, o.`$symbol`, o.start_time, o.`open`, o.`close`"
          + " FROM (SELECT symbol, CAST(s AS BIGINT) AS start_at, CAST(e AS BIGINT) AS end_at,"
          + " PROCTIME() AS now FROM all_tickers) AS a"
          + " LEFT JOIN ohlc FOR SYSTEM_TIME AS OF a.now AS o"
          + " ON a.symbol = o.`$symbol` AND a.start_at = o.`$start_at` AND a.end_at = o.`$end_at`";

  private static Answer candles(LocalApi.Asked asked) {
    return Answer.ok(
        switch (asked.param("symbol")) {
          case "BTC-USDT" ->
              "{\"data\":[[\"1700000060\",\"1.5\",\"2\",\"3\",\"1\",\"10\",\"20\"],"
                  + "[\"1700000120\",\"2\",\"2.5\",\"3\",\"1\",\"10\",\"20\"]]}";
          case "ETH-USDT" ->
              "{\"data\":[[\"1700000060\",\"5\",\"6\",\"7\",\"4\",\"10\",\"20\"],"
                  + "[\"1700000120\",\"6\",\"7\",\"8\",\"4\",\"10\",\"20\"]]}";
          default -> "{\"data\":[]}";
        });
  }

  @Test
  void should_join_all_rows_of_each_answer() throws Exception {
    try (LocalApi api = LocalApi.answering(LookupJoinTest::candles)) {
      TableEnvironment tables = Tables.streaming();
      tables.executeSql(OHLC.formatted(api.url("")));
      tables.executeSql(TICKERS);

      List<Row> rows = Tables.rows(tables, JOIN);

      LocalDateTime first = LocalDateTime.parse("2023-11-14T22:14:20");
      LocalDateTime second = LocalDateTime.parse("2023-11-14T22:15:20");
      assertThat(rows)
          .containsExactly(
              Row.of("BTC-USDT", "BTC-USDT", first, 1.5f, 2f),
              Row.of("BTC-USDT", "BTC-USDT", second, 2f, 2.5f),
              Row.of("ETH-USDT", "ETH-USDT", first, 5f, 6f),
              Row.of("ETH-USDT", "ETH-USDT", second, 6f, 7f),
              Row.of("XYZ-USDT", null, null, null, null));
      assertThat(api.asked())
          .extracting(asked -> asked.uri().toString())
          .containsExactlyInAnyOrder(
              "/api/v1/market/candles?type=1min&symbol=BTC-USDT&startAt=1700000000&endAt=1700000300",
              "/api/v1/market/candles?type=1min&symbol=ETH-USDT&startAt=1700000000&endAt=1700000300",
              "/api/v1/market/candles?type=1min&symbol=XYZ-USDT&startAt=1700000000&endAt=1700000300");
      assertThat(api.asked().get(0).headers()).containsEntry("content-type", "application/json");
    }
  }

  @Test
  void should_tell_of_a_thing_only_whether_it_is_there() throws Exception {
    try (LocalApi api =
        LocalApi.answering(
            asked ->
                asked.uri().getPath().equals("/things/1")
                    ? Answer.ok("{\"any\":1}")
                    : Answer.status(404, ""))) {
      TableEnvironment tables = Tables.streaming();
      tables.executeSql(
          "CREATE TABLE things ($id INT, code INT METADATA FROM 'status-code') WITH ("
              + "'connector' = 'lookup-http', 'url' = '"
              + api.url("/things/$id")
              + "')");

      assertThat(
              Tables.rows(
                  tables,
                  "SELECT a.id, t.code FROM (SELECT *, PROCTIME() AS p FROM (VALUES (1), (2)) AS v(id))"
                      + " AS a LEFT JOIN things FOR SYSTEM_TIME AS OF a.p AS t ON a.id = t.`$id`"))
          .containsExactly(Row.of(1, 200), Row.of(2, null));
    }
  }

  @Test
  void should_ask_the_urls_that_a_column_holds_if_their_host_is_allowed() throws Exception {
    try (LocalApi api =
        LocalApi.answering(asked -> Answer.ok("{\"path\":\"" + asked.uri().getPath() + "\"}"))) {
      TableEnvironment tables = Tables.streaming();
      tables.executeSql(
          "CREATE TABLE details ($link STRING, path STRING, error STRING METADATA) WITH ("
              + "'connector' = 'lookup-http', 'url' = '{{link}}',"
              + " 'url.allowed-hosts' = '127.0.0.1', 'url.allow-private' = 'true',"
              + " 'lookup.error-policy' = 'emit')");

      assertThat(
              Tables.rows(
                  tables,
                  "SELECT d.path, d.error FROM (SELECT *, PROCTIME() AS p FROM (VALUES ('"
                      + api.url("/a")
                      + "'), ('http://localhost:1/b')) AS v(link)) AS a"
                      + " JOIN details FOR SYSTEM_TIME AS OF a.p AS d ON a.link = d.`$link`"))
          .containsExactly(
              Row.of("/a", null),
              Row.of(
                  null,
                  "nothing was asked, because the value of {{link}} is no URL to ask: its host"
                      + " 'localhost' is none that 'url.allowed-hosts' names; add it there if it is"
                      + " to be trusted"));
    }
  }

  @Test
  void should_tell_the_truth_of_a_failed_lookup_where_the_join_asks_for_its_status()
      throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.status(500, ""))) {
      TableEnvironment tables = Tables.streaming();
      tables.executeSql(
          "CREATE TABLE things ($id INT, v INT, code INT METADATA FROM 'status-code') WITH ("
              + "'connector' = 'lookup-http', 'url' = '"
              + api.url("/things/$id")
              + "', 'retry.max-attempts' = '1', 'lookup.error-policy' = 'null')");
      String join =
          "SELECT a.id, t.`$id`, t.v, t.code"
              + " FROM (SELECT *, PROCTIME() AS p FROM (VALUES (1)) AS v(id)) AS a"
              + " LEFT JOIN things FOR SYSTEM_TIME AS OF a.p AS t ON a.id = t.`$id` AND t.code = ";

      assertThat(Tables.rows(tables, join + "200")).containsExactly(Row.of(1, null, null, null));
      assertThat(Tables.rows(tables, join + "500")).containsExactly(Row.of(1, 1, null, 500));
    }
  }
}
