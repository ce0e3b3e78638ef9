package io.sqluice.duckdb.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.transform.PayloadFormat;
import io.sqluice.http.transform.PayloadTransform;
import io.sqluice.http.transform.PayloadTransformFactory;
import io.sqluice.http.transform.PayloadVariables;
import io.sqluice.http.transform.TransformConfig;
import io.sqluice.http.transform.TransformException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.annotation.Nullable;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class DuckDbTransformTest {

  private static final PayloadVariables VARIABLES =
      new PayloadVariables(Instant.ofEpochSecond(1_700_000_000), "https://a.test/x", 200);

  private static final RowType TICKERS =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("quote", DataTypes.STRING()),
                  DataTypes.FIELD("buy", DataTypes.DOUBLE()),
                  DataTypes.FIELD("tags", DataTypes.ARRAY(DataTypes.STRING())))
              .getLogicalType();

  private static final String COUNT =
      "SELECT quote, count(*) AS n, avg(buy) AS mean FROM payload GROUP BY quote ORDER BY quote";

  private final PayloadTransformFactory factory =
      PayloadTransformFactory.find(getClass().getClassLoader()).orElseThrow();

  @Test
  void should_say_the_columns_that_a_query_over_payloads_gives() throws Exception {
    assertThat(factory.describe(config(COUNT, TICKERS)).asSummaryString())
        .isEqualTo("ROW<`quote` STRING, `n` BIGINT, `mean` DOUBLE>");
  }

  @Test
  void should_aggregate_payload_after_payload() throws Exception {
    try (PayloadTransform transform = open(config(COUNT, TICKERS))) {
      assertThat(
              run(
                  transform,
                  "[{\"quote\":\"USDT\",\"buy\":\"1.5\"},{\"quote\":\"BTC\",\"buy\":2},{\"quote\":\"USDT\",\"buy\":2.5}]"))
          .containsExactly("+I(BTC,1,2.0)", "+I(USDT,2,2.0)");
      assertThat(run(transform, " [ {\"quote\":\"EUR\",\"buy\":null} ]\n"))
          .containsExactly("+I(EUR,1,null)");
      assertThat(run(transform, "{\"quote\":\"USD\",\"buy\":7,\"tags\":[\"a\"]}"))
          .containsExactly("+I(USD,1,7.0)");
      assertThat(run(transform, "[]")).isEmpty();
      assertThat(run(transform, "")).isEmpty();
      assertThat(run(transform, "null")).isEmpty();
      assertThat(run(transform, "[{\"quote\":\"A\",\"buy\":1}]")).containsExactly("+I(A,1,1.0)");
      assertThat(run(transform, "[ ]")).isEmpty();
      assertThat(run(transform, "{\"quote\":\"B\"}")).containsExactly("+I(B,1,null)");
      assertThat(run(transform, "[{\"quote\":\"A\",\"buy\":2}]")).containsExactly("+I(A,1,2.0)");
    }
  }

  @Test
  void should_infer_the_columns_of_each_payload_if_none_are_declared() throws Exception {
    try (PayloadTransform transform = open(config(COUNT, null))) {
      assertThat(run(transform, "[{\"quote\":\"USDT\",\"buy\":1}]"))
          .containsExactly("+I(USDT,1,1.0)");
      assertThat(run(transform, "[{\"quote\":\"USDT\",\"buy\":1.5,\"more\":{\"a\":1}}]"))
          .containsExactly("+I(USDT,1,1.5)");
      assertThat(run(transform, "[]")).isEmpty();
    }
  }

  @Test
  void should_read_lines_of_json_and_csv() throws Exception {
    try (PayloadTransform transform =
        factory.open(config(COUNT, TICKERS, PayloadFormat.NDJSON), columns())) {
      assertThat(run(transform, "{\"quote\":\"A\",\"buy\":1}\n\n{\"quote\":\"A\",\"buy\":3}\n"))
          .containsExactly("+I(A,2,2.0)");
    }
    try (PayloadTransform transform =
        factory.open(config(COUNT, null, PayloadFormat.CSV), columns())) {
      assertThat(run(transform, "quote;buy\nA;1.5\nA;2.5\nB;1\n"))
          .containsExactly("+I(A,2,2.0)", "+I(B,1,1.0)");
    }
  }

  @Test
  void should_let_the_query_read_when_and_where_the_payload_came() throws Exception {
    String sql =
        "SELECT getvariable('url') AS quote, getvariable('status_code')::BIGINT AS n, epoch(getvariable('trigger_time')) AS mean FROM payload";
    try (PayloadTransform transform = open(config(sql, TICKERS))) {
      assertThat(run(transform, "[{}]")).containsExactly("+I(https://a.test/x,200,1.7E9)");
      assertThat(
              transform
                  .run(bytes("[{}]"), 0, new PayloadVariables(null, "https://b.test/", 203))
                  .toString())
          .isEqualTo("[+I(https://b.test/,203,null)]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{\"quote\":1},|begins as a JSON array and does not end as one",
        "{\"quote\":1|begins as a JSON object and does not end as one",
        "[{\"quote\":\"a\",\"buy\":\"x\"}]|Failed to cast value to numerical: \"x\"",
        "[{\"quote\":\"a\",\"buy\":[1]}]|numerical",
        "[{\"quote\"}]|Malformed JSON in the payload",
        "[5]|Expected OBJECT, but got UBIGINT: 5",
        "<html><body>Sorry</body></html>|found '<html><body>Sorry</body></html>', expected a JSON array or object",
        "17|found '17', expected a JSON array or object"
      })
  void should_refuse_payloads_that_are_not_what_is_declared(String payload, String problem)
      throws Exception {
    try (PayloadTransform transform = open(config(COUNT, TICKERS))) {
      assertThatThrownBy(() -> run(transform, payload))
          .isInstanceOf(TransformException.class)
          .hasMessageContaining(problem)
          .hasMessageNotContaining("/tmp");
      assertThat(run(transform, "[{\"quote\":\"b\"}]")).containsExactly("+I(b,1,null)");
    }
  }

  @Test
  void should_read_an_attached_parquet_file_and_an_attached_database(@TempDir Path folder)
      throws Exception {
    Path parquet = folder.resolve("names.parquet");
    Path database = folder.resolve("ref.duckdb");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE names AS SELECT 'USDT' AS quote, 'Tether' AS name");
      statement.execute("COPY names TO '" + parquet + "'");
    }
    String sql =
        "SELECT name AS quote, count(*) AS n, avg(buy) AS mean FROM payload JOIN %s USING (quote) GROUP BY ALL";
    for (TransformConfig config :
        List.of(
            attached(sql.formatted("names"), parquet),
            attached(sql.formatted("ref.names"), database))) {
      assertThat(factory.describe(config).getFieldNames()).containsExactly("quote", "n", "mean");
      try (PayloadTransform transform = open(config)) {
        assertThat(run(transform, "[{\"quote\":\"USDT\",\"buy\":3}]"))
            .containsExactly("+I(Tether,1,3.0)");
      }
      TransformConfig other =
          attached("SELECT * FROM read_text('" + folder.resolve("x") + "')", parquet);
      Files.writeString(folder.resolve("x"), "secret");
      assertThatThrownBy(() -> factory.describe(other))
          .hasMessageContaining("file system operations are disabled");
    }
  }

  @Test
  void should_infer_columns_from_a_sample() throws Exception {
    assertThat(
            factory
                .infer(
                    bytes(
                        "[{\"id\":1,\"price\":1.5,\"at\":\"2026-01-02T03:04:05Z\",\"tags\":[\"a\"],\"o\":{\"x\":null}}]"),
                    PayloadFormat.JSON)
                .asSummaryString())
        .isEqualTo(
            "ROW<`id` BIGINT, `price` DOUBLE, `at` TIMESTAMP(6), `tags` ARRAY<STRING>, `o` ROW<`x` STRING>>");
    assertThatThrownBy(() -> factory.infer(bytes("[]"), PayloadFormat.JSON))
        .isInstanceOf(TransformException.class)
        .hasMessage("the sample has no record, so that it says nothing of the columns");
  }

  @Test
  void should_end_a_run_when_it_is_closed() throws Exception {
    String endless =
        "SELECT count(*) AS n FROM range(100000000000) a, range(100000000000) b WHERE a.range + b.range = 7";
    RowType output = factory.describe(config(endless, TICKERS));
    PayloadTransform transform = factory.open(config(endless, TICKERS), output);
    CompletableFuture<Object> run =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return run(transform, "[]");
              } catch (TransformException e) {
                return e.getMessage();
              }
            });

    transform.close();

    assertThat(run.get(20, TimeUnit.SECONDS))
        .isIn("the query was interrupted", "the table is closed");
    assertThatThrownBy(() -> run(transform, "[]")).hasMessage("the table is closed");
  }

  private PayloadTransform open(TransformConfig config) throws TransformException {
    return factory.open(config, columns());
  }

  private static RowType columns() {
    return (RowType)
        DataTypes.ROW(
                DataTypes.FIELD("quote", DataTypes.STRING()),
                DataTypes.FIELD("n", DataTypes.BIGINT()),
                DataTypes.FIELD("mean", DataTypes.DOUBLE()))
            .getLogicalType();
  }

  private static List<String> run(PayloadTransform transform, String payload)
      throws TransformException {
    return transform.run(bytes(payload), 0, VARIABLES).stream().map(Object::toString).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static TransformConfig config(String sql, @Nullable RowType input) {
    return config(sql, input, PayloadFormat.JSON);
  }

  private static TransformConfig config(String sql, @Nullable RowType input, PayloadFormat format) {
    return new TransformConfig(
        sql, format, input, Duration.ofSeconds(30), MemorySize.ofMebiBytes(128), null);
  }

  private static TransformConfig attached(String sql, Path file) {
    return new TransformConfig(
        sql,
        PayloadFormat.JSON,
        TICKERS,
        Duration.ofSeconds(30),
        MemorySize.ofMebiBytes(128),
        file.toString());
  }
}
