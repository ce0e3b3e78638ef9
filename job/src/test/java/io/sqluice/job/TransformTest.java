package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sqluice.job.CommandLineFixture.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SQL over each answer of the demo API, against DuckDB by itself over the same answers. */
@Timeout(180)
class TransformTest {

  private static final String AGGREGATE =
      "SELECT split_part(symbol, '-', 2) AS quote, count(*) AS pairs, avg(sell - buy) AS spread, sum(vol * last) AS turnover FROM payload GROUP BY quote ORDER BY quote";

  private static final String FIELDS =
      "symbol VARCHAR, buy DOUBLE, sell DOUBLE, vol DOUBLE, last DOUBLE";

  private final ObjectMapper json = new ObjectMapper();

  @TempDir private Path directory;

  @Test
  void should_aggregate_each_fetch_as_DuckDB_does_over_the_saved_payload() throws Exception {
    String script =
        """
        CREATE TABLE spreads (
            quote STRING, pairs BIGINT, spread DOUBLE, turnover DOUBLE,
            fetch_id BIGINT METADATA FROM 'fetch-id', body BYTES METADATA FROM 'body'
        ) WITH (
            'connector' = 'http', 'url' = '${kucoin}/api/v1/market/allTickers',
            'scan.poll-interval' = '1100 ms', 'scan.bounded.max-polls' = '3',
            'jq' = '.data.ticker[]',
            'transform.input' = 'symbol STRING, buy DOUBLE, sell DOUBLE, vol DOUBLE, `last` DOUBLE',
            'transform.sql' = '%s'
        );
        SELECT fetch_id, quote, pairs, spread, turnover, body FROM spreads;
        """
            .formatted(AGGREGATE.replace("'", "''"));

    Outcome run = executeScript(script, "run", "--demo", "--output", "json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    List<JsonNode> rows = new ArrayList<>();
    for (String line : run.lines()) {
      rows.add(json.readTree(line));
    }
    assertThat(rows).extracting(row -> row.get("fetch_id").asInt()).containsExactly(1, 2, 3);
    assertThat(rows).extracting(row -> row.get("body").asText()).doesNotHaveDuplicates();
    for (JsonNode row : rows) {
      byte[] body = Base64.getDecoder().decode(row.get("body").asText());
      assertThat(
              row.get("quote").asText()
                  + " "
                  + row.get("pairs").asLong()
                  + " "
                  + row.get("spread").asDouble()
                  + " "
                  + row.get("turnover").asDouble())
          .isEqualTo(ofDuckDb(body));
    }
  }

  private String ofDuckDb(byte[] body) throws Exception {
    Path file = Files.write(directory.resolve("body.json"), body);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE VIEW payload AS SELECT unnest(data.ticker, recursive := true) FROM read_json('%s', columns = {data: 'STRUCT(ticker STRUCT(%s)[])'})"
              .formatted(file, FIELDS.replace("last ", "\"last\" ")));
      try (ResultSet result = statement.executeQuery(AGGREGATE)) {
        assertThat(result.next()).isTrue();
        String row =
            result.getString(1)
                + " "
                + result.getLong(2)
                + " "
                + result.getDouble(3)
                + " "
                + result.getDouble(4);
        assertThat(result.next()).isFalse();
        return row;
      }
    }
  }

  @Test
  void should_make_the_rows_of_a_lookup() {
    String script =
        """
        CREATE TABLE pairs (symbol STRING) WITH (
            'connector' = 'http', 'url' = '${kucoin}/api/v1/market/allTickers',
            'jq' = '.data.ticker[:2][] | {symbol}');
        CREATE TABLE candles ($symbol STRING, n BIGINT, highest DOUBLE, lowest DOUBLE) WITH (
            'connector' = 'lookup-http',
            'url' = '${kucoin}/api/v1/market/candles?type=1min&symbol=$symbol&startAt=1795175400&endAt=1795176000',
            'jq' = '.data[] | {high: .[3], low: .[4]}',
            'transform.input' = 'high DOUBLE, low DOUBLE',
            'transform.sql' = 'SELECT count(*) AS n, max(high) AS highest, min(low) AS lowest FROM payload');
        SELECT p.symbol, c.n, c.highest > c.lowest AS moved
        FROM (SELECT symbol, PROCTIME() AS now FROM pairs) AS p
        JOIN candles FOR SYSTEM_TIME AS OF p.now AS c ON p.symbol = c.`$symbol`;
        """;

    Outcome run = executeScript(script, "run", "--demo", "--batch", "--output", "json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.lines())
        .containsExactly(
            "{\"symbol\":\"BTC-USDT\",\"n\":10,\"moved\":true}",
            "{\"symbol\":\"ETH-USDT\",\"n\":10,\"moved\":true}");
  }

  @Test
  void should_check_the_query_without_a_request() {
    String script =
        """
        CREATE TABLE t (n BIGINT) WITH ('connector' = 'http', 'url' = 'http://127.0.0.1:1/', 'scan.poll-interval' = '1 s',
            'transform.input' = 'x INT', 'transform.sql' = 'SELECT count(*) AS m FROM payload');
        SELECT * FROM t;
        """;

    Outcome check = executeScript(script, "check");

    assertThat(check.exitCode()).isEqualTo(2);
    assertThat(check.err())
        .contains("column 'n' is not among those that the query gives, which are m");
  }

  @Test
  void should_show_where_DuckDB_points_into_the_query() {
    String script =
        """
        CREATE TABLE t (n BIGINT) WITH ('connector' = 'http', 'url' = 'http://127.0.0.1:1/', 'scan.poll-interval' = '1 s',
            'transform.input' = 'x INT', 'transform.sql' = 'SELECT cout(*) AS n FROM payload');
        """;

    Outcome check = executeScript(script, "check");

    assertThat(check.exitCode()).isEqualTo(2);
    assertThat(check.err())
        .contains(
            """
            'transform.sql': Catalog Error: Scalar Function with name cout does not exist! Did you mean "count"?
            LINE 1: SELECT cout(*) AS n FROM payload
                           ^
            """);
  }
}
