package io.sqluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A topic joined with tables that are polled. */
@Timeout(240)
class StreamJoinsIT {

  private static final Map<String, String> ANSWERS =
      Map.of(
          "/orders",
          """
          [{"id": 1, "symbol": "BTC", "at": "2026-11-20T12:00:01Z", "amount": 2},
           {"id": 2, "symbol": "ETH", "at": "2026-11-20T12:00:03Z", "amount": 5},
           {"id": 3, "symbol": "BTC", "at": "2026-11-20T12:00:12Z", "amount": 7},
           {"id": 4, "symbol": "ETH", "at": "2026-11-20T12:00:20Z", "amount": 1},
           {"id": 5, "symbol": "END", "at": "2026-11-20T13:00:00Z", "amount": 0}]
          """,
          "/quotes",
          """
          [{"symbol": "BTC", "at": "2026-11-20T12:00:00Z", "price": 10},
           {"symbol": "ETH", "at": "2026-11-20T12:00:02Z", "price": 20},
           {"symbol": "BTC", "at": "2026-11-20T12:00:10Z", "price": 11},
           {"symbol": "FIN", "at": "2026-11-20T13:00:00Z", "price": 0}]
          """,
          "/names",
          "[{\"name\": \"a coin\"}]");

  @TempDir private static Path folder;
  private static KafkaBroker broker;
  private static HttpServer api;

  @BeforeAll
  static void start_broker_and_api() throws Exception {
    broker = KafkaBroker.start(folder.resolve("broker"));
    api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body =
                ANSWERS.get(exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    api.start();
  }

  @AfterAll
  static void stop_broker_and_api() throws Exception {
    if (broker != null) {
      broker.close();
    }
    if (api != null) {
      api.stop(0);
    }
  }

  /**
   * The API's orders go into the topic; then they are joined from there, while the API is polled.
   */
  @Test
  void should_join_a_topic_with_polled_tables_and_look_up_the_result() throws Exception {
    // given
    String url = "http://127.0.0.1:" + api.getAddress().getPort();
    Sqluice.run(
        folder.resolve("orders"),
        """
        CREATE SOURCE polled (id INT, symbol STRING, at TIMESTAMP(3), amount INT) WITH (
          connector = 'http', url = '%s/orders', scan.poll-interval = '1 s', scan.bounded.max-polls = 1);
        CREATE SINK orders FROM polled WITH (connector = 'kafka', topic = 'orders', server = '%s');
        """
            .formatted(url, broker.servers()));
    String script =
        """
        CREATE SOURCE orders (
          id INT, symbol STRING, at TIMESTAMP(3), amount INT, WATERMARK FOR at AS at - INTERVAL 1 SECOND,
        ) WITH (
          connector = 'kafka', topic = 'orders', server = '%2$s', scan.startup.mode = 'earliest-offset',
        );
        CREATE SOURCE quotes (
          symbol STRING, at TIMESTAMP(3), price INT, nothing BIGINT AS (TRIGGER_EPOCH_TIME() * 0),
          PRIMARY KEY (symbol), WATERMARK FOR at AS at - INTERVAL 1 SECOND,
        ) WITH (
          connector = 'http', url = '%1$s/quotes', scan.poll-interval = '200 ms',
          scan.emit = 'new', scan.dedup.key = 'symbol;at',
        );
        CREATE TEMPORARY TABLE names ($symbol STRING, name STRING)
        WITH (connector = 'lookup-http', url = '%1$s/names?symbol=$symbol');
        CREATE VIEW near AS SELECT o.id, o.symbol, q.price AS near FROM orders o LEFT JOIN quotes q
          ON o.symbol = q.symbol AND o.at BETWEEN q.at AND q.at + INTERVAL 5 SECONDS;
        CREATE VIEW priced AS SELECT o.id, q.price FROM orders o
          LEFT JOIN quotes FOR SYSTEM_TIME AS OF o.at AS q ON o.symbol = q.symbol;
        SELECT n.id, n.near, p.price, m.symbol AS symbol, m.name
        FROM near n JOIN priced p ON n.id = p.id LEFT JOIN names m ON n.symbol = m.symbol;
        """
            .formatted(url, broker.servers());

    // when
    List<String> rows = Sqluice.run(folder.resolve("joined"), script, "--rows", "4");

    // then
    assertThat(rows)
        .containsExactlyInAnyOrder(
            "{\"id\":1,\"near\":10,\"price\":10,\"symbol\":\"BTC\",\"name\":\"a coin\"}",
            "{\"id\":2,\"near\":20,\"price\":20,\"symbol\":\"ETH\",\"name\":\"a coin\"}",
            "{\"id\":3,\"near\":11,\"price\":11,\"symbol\":\"BTC\",\"name\":\"a coin\"}",
            "{\"id\":4,\"near\":null,\"price\":20,\"symbol\":\"ETH\",\"name\":\"a coin\"}");
  }
}
