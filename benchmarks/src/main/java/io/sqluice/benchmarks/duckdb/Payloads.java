package io.sqluice.benchmarks.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sqluice.benchmarks.TickerPayload;
import io.sqluice.http.transform.PayloadFormat;
import io.sqluice.http.transform.TransformConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/** What is compared over payloads: the same queries, columns and bytes for both sides. */
final class Payloads {

  private static final DataType TICKERS =
      DataTypes.ROW(
          DataTypes.FIELD(
              "data",
              DataTypes.ROW(
                  DataTypes.FIELD(
                      "ticker",
                      DataTypes.ARRAY(
                          DataTypes.ROW(
                              DataTypes.FIELD("symbol", DataTypes.STRING()),
                              DataTypes.FIELD("buy", DataTypes.STRING()),
                              DataTypes.FIELD("sell", DataTypes.STRING()),
                              DataTypes.FIELD("vol", DataTypes.STRING())))))));

  /** Unnests, casts and aggregates. */
  private static final String OF_TICKERS =
      "SELECT substr(t.symbol, 2, 2) AS family, count(*) AS n,"
          + " avg(CAST(t.sell AS DOUBLE) - CAST(t.buy AS DOUBLE)) AS spread,"
          + " sum(CAST(t.vol AS DECIMAL(18, 1))) AS vol"
          + " FROM (SELECT unnest(data.ticker) AS t FROM %s) GROUP BY family ORDER BY family";

  private static final DataType ITEMS =
      DataTypes.ROW(
          DataTypes.FIELD("sku", DataTypes.STRING()),
          DataTypes.FIELD("qty", DataTypes.INT()),
          DataTypes.FIELD("price", DataTypes.STRING()));

  private static final String OF_ITEMS =
      "SELECT count(*) AS n, sum(qty) AS qty, sum(qty * CAST(price AS DOUBLE)) AS total FROM %s";

  /** 70 bytes. */
  private static final String ITEMS_JSON =
      "[{\"sku\":\"a1\",\"qty\":2,\"price\":\"9.5\"},{\"sku\":\"b\",\"qty\":1,\"price\":\"4.5\"}]";

  private Payloads() {}

  /** A payload of so many records against {@code read_json} over the same bytes in a file. */
  static Sides large(int records, Path folder) throws Exception {
    byte[] payload = TickerPayload.of(records);
    Path file = Files.write(folder.resolve("payload.json"), payload);
    String scan =
        "read_json('%s', format = 'unstructured', records = true, columns = {data: 'STRUCT(ticker STRUCT(symbol VARCHAR, buy VARCHAR, sell VARCHAR, vol VARCHAR)[])'})"
            .formatted(file);
    return new Sides()
        .with(DuckDbTrial.OURS, stream(payload, 1))
        .with(DuckDbTrial.REFERENCE, new BarePayload(OF_TICKERS.formatted(scan), 1));
  }

  /** A small payload, again and again, against a statement that takes it as a parameter. */
  static Sides small(int times) throws Exception {
    byte[] payload = ITEMS_JSON.getBytes(UTF_8);
    if (payload.length != 70) {
      throw new IOException("The payload has " + payload.length + " bytes, expected 70");
    }
    String relation =
        "(SELECT unnest(from_json(?, '[{\"sku\":\"VARCHAR\",\"qty\":\"INTEGER\",\"price\":\"VARCHAR\"}]'), recursive := true))";
    return new Sides()
        .with(DuckDbTrial.OURS, new OurPayload(config(OF_ITEMS, ITEMS), payload, times))
        .with(
            DuckDbTrial.REFERENCE,
            new BarePayload(OF_ITEMS.formatted(relation), times, ITEMS_JSON));
  }

  /** Our side alone, so many times a turn. */
  static OurPayload stream(byte[] payload, int times) throws Exception {
    return new OurPayload(config(OF_TICKERS, TICKERS), payload, times);
  }

  private static TransformConfig config(String query, DataType input) {
    return new TransformConfig(
        query.formatted("payload"),
        PayloadFormat.JSON,
        (RowType) input.getLogicalType(),
        Duration.ofSeconds(30),
        MemorySize.ofMebiBytes(256),
        null);
  }
}
