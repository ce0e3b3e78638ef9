package io.sqluice.duckdb.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.testing.LocalApi;
import io.sqluice.http.testing.LocalApi.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 'http' tables whose rows are those of a query over each answer, on a MiniCluster. */
@Timeout(120)
class TransformedTableTest {

  private static final String TICKERS =
      "{\"data\":{\"ticker\":[{\"symbol\":\"A-USDT\",\"buy\":\"1.5\",\"sell\":\"2.5\"},{\"symbol\":\"B-USDT\",\"buy\":\"2\",\"sell\":\"5\"},{\"symbol\":\"A-BTC\",\"buy\":\"3\",\"sell\":\"4\"}]}}";

  private static final String SPREADS =
      "SELECT split_part(symbol, ''-'', 2) AS quote, count(*) AS n, avg(sell - buy) AS spread FROM payload GROUP BY 1 ORDER BY 1";

  @Test
  void should_aggregate_the_records_that_jq_makes_of_each_answer() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok(TICKERS))) {
      assertThat(
              rows(
                  api,
                  "quote STRING, n BIGINT, spread DOUBLE, fetch_id BIGINT METADATA FROM 'fetch-id'",
                  "'jq' = '.data.ticker[]', 'transform.input' = 'symbol STRING, buy DOUBLE, sell DOUBLE', 'transform.sql' = '"
                      + SPREADS
                      + "'",
                  "SELECT fetch_id, n, quote, spread FROM t"))
          .containsExactly(Row.of(1L, 1L, "BTC", 1.0), Row.of(1L, 2L, "USDT", 2.0));
    }
  }

  @Test
  void should_let_the_query_read_the_body_as_it_came() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok(TICKERS))) {
      assertThat(
              rows(
                  api,
                  "symbol STRING, spread DECIMAL(10, 2)",
                  "'transform.input' = 'data ROW<ticker ARRAY<ROW<symbol STRING, buy DECIMAL(10, 2), sell DECIMAL(10, 2)>>>', 'transform.sql' = 'SELECT t.symbol, t.sell - t.buy AS spread FROM (SELECT unnest(data.ticker) AS t FROM payload)'",
                  "SELECT spread, symbol FROM t"))
          .containsExactly(
              Row.of(new java.math.BigDecimal("1.00"), "A-USDT"),
              Row.of(new java.math.BigDecimal("3.00"), "B-USDT"),
              Row.of(new java.math.BigDecimal("1.00"), "A-BTC"));
    }
  }

  @Test
  void should_infer_the_columns_of_the_payload_where_none_are_declared() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("symbol,buy\nA,1.5\nB,2.5\n"))) {
      assertThat(
              rows(
                  api,
                  "n BIGINT, top DOUBLE, from_url STRING",
                  "'format' = 'csv', 'transform.sql' = 'SELECT count(*) AS n, max(buy) AS top, getvariable(''url'') AS from_url FROM payload'",
                  "SELECT * FROM t"))
          .containsExactly(Row.of(2L, 2.5, api.url("/tickers")));
    }
  }

  @Test
  void should_go_from_page_to_page_by_the_records_and_transform_each() throws Exception {
    AtomicInteger pages = new AtomicInteger();
    try (LocalApi api =
        LocalApi.answering(
            asked ->
                Answer.ok(
                    switch (pages.incrementAndGet()) {
                      case 1 -> "[{\"x\":1},{\"x\":2}]";
                      case 2 -> "[{\"x\":3}]";
                      default -> "[]";
                    }))) {
      assertThat(
              rows(
                  api,
                  "s BIGINT",
                  "'pagination.type' = 'page-based', 'transform.input' = 'x INT', 'transform.sql' = 'SELECT sum(x) AS s FROM payload HAVING count(*) > 0'",
                  "SELECT * FROM t"))
          .containsExactly(Row.of(3L), Row.of(3L));
      assertThat(pages.get()).isEqualTo(3);
    }
  }

  @Test
  void should_say_at_planning_what_is_wrong_with_the_query_and_the_columns() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok(TICKERS))) {
      assertThatThrownBy(
              () ->
                  rows(
                      api,
                      "quote STRING",
                      "'transform.input' = 'symbol STRING', 'transform.sql' = 'SELECT cout(*) AS quote FROM payload'",
                      "SELECT * FROM t"))
          .rootCause()
          .hasMessageContaining(
              """
              'transform.sql': Catalog Error: Scalar Function with name cout does not exist!
              Did you mean "count"?

              LINE 1: SELECT cout(*) AS quote FROM payload
                             ^""");
      assertThatThrownBy(
              () ->
                  rows(
                      api,
                      "quote INT, nn BIGINT, other DOUBLE",
                      "'transform.input' = 'symbol STRING', 'transform.sql' = 'SELECT symbol AS quote, count(*) AS n FROM payload GROUP BY ALL'",
                      "SELECT * FROM t"))
          .rootCause()
          .hasMessage(
              """
              Table default_catalog.default_database.t has 3 problems:
                - column 'quote' is INT, but the query gives STRING; cast it in 'transform.sql', or declare the column as STRING.
                - column 'nn' is not among those that the query gives, which are quote, n; did you mean 'n'?
                - column 'other' is not among those that the query gives, which are quote, n; name it in 'transform.sql' with AS other.""");
      assertThat(api.asked()).isEmpty();
    }
  }

  @Test
  void should_not_round_decimals_to_whole_numbers() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok(TICKERS))) {
      assertThatThrownBy(
              () ->
                  rows(
                      api,
                      "x INT, n INT, mean DECIMAL(10, 2), seen TIMESTAMP(3)",
                      "'transform.input' = 'buy DECIMAL(20, 8)', 'transform.sql' = 'SELECT max(buy) AS x, sum(1) AS n, avg(buy) AS mean, TIMESTAMP ''2026-01-01'' AS seen FROM payload'",
                      "SELECT * FROM t"))
          .rootCause()
          .hasMessageContaining(
              "column 'x' is INT, but the query gives DECIMAL(20, 8); cast it in 'transform.sql', or declare the column as DECIMAL(20, 8).")
          .hasMessageNotContainingAny("column 'n'", "column 'mean'", "column 'seen'");
      assertThat(api.asked()).isEmpty();
    }
  }

  @Test
  void should_find_a_query_that_is_none_where_the_columns_of_the_payload_are_unknown()
      throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok(TICKERS))) {
      assertThatThrownBy(
              () ->
                  rows(
                      api,
                      "n BIGINT",
                      "'transform.sql' = 'SELEC count(*) AS n FROM payload'",
                      "SELECT * FROM t"))
          .rootCause()
          .hasMessageContaining("'transform.sql': Parser Error: syntax error at or near \"SELEC\"");
      assertThat(api.asked()).isEmpty();
    }
  }

  @Test
  void should_fail_the_poll_over_which_the_query_fails() throws Exception {
    try (LocalApi api = LocalApi.answering(asked -> Answer.ok("[{\"x\":\"many\"}]"))) {
      assertThatThrownBy(
              () ->
                  rows(
                      api,
                      "x INT",
                      "'transform.input' = 'x INT', 'transform.sql' = 'SELECT x FROM payload'",
                      "SELECT * FROM t"))
          .rootCause()
          .hasMessageContaining("Failed to cast value to numerical: \"many\"");
    }
  }

  private static List<Row> rows(LocalApi api, String columns, String options, String query)
      throws Exception {
    TableEnvironment tables =
        TableEnvironment.create(EnvironmentSettings.newInstance().inBatchMode().build());
    tables.executeSql(
        "CREATE TABLE t (%s) WITH ('connector' = 'http', 'url' = '%s', %s)"
            .formatted(columns, api.url("/tickers"), options));
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> results = tables.executeSql(query).collect()) {
      results.forEachRemaining(rows::add);
    }
    return rows;
  }
}
