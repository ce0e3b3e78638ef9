package io.sqluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** CREATE SINK and CREATE SOURCE with Kafka, beside tables that are polled. */
@Timeout(900)
class DialectIT {

  private static final String TICKERS =
      """
      [{"symbol":"BTC-USDT","symbolName":"BTC","buy":64000.5,"price":"1200000.50",
        "at":"2026-11-28T12:00:00.25","book":{"bids":[1.5,2.5],"name":null}},
       {"symbol":"ETH-USDT","symbolName":"ETH","buy":3100.25,"price":"0.00000012",
        "at":"2026-11-28T12:00:00","book":{"bids":[],"name":"b"}},
       {"symbol":"XRP-USDT","symbolName":null,"buy":null,"price":null,"at":null,"book":null}]
      """;

  private static final String ALL_TICKERS =
      """
      CREATE SOURCE all_tickers (
          symbol STRING, symbolName STRING, buy FLOAT, price DECIMAL(20, 8), at TIMESTAMP(2),
          book ROW<bids ARRAY<DOUBLE>, name STRING>,
      ) WITH (
          connector = 'http', url = '%s', scan.poll-interval = '1 s', scan.bounded.max-polls = 1,
      );
      """;

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
            byte[] body = TICKERS.getBytes(StandardCharsets.UTF_8);
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

  private static String source() {
    return ALL_TICKERS.formatted("http://127.0.0.1:" + api.getAddress().getPort() + "/");
  }

  private static List<String> records(String topic, int count) {
    try (Topic read = Topic.committed(broker, topic)) {
      assertThat(read.first(count)).hasSize(count);
      return read.all().stream().map(Topic.Entry::toString).toList();
    }
  }

  @Test
  void should_write_what_a_query_yields() throws Exception {
    String script =
        source()
            + """
              CREATE SINK all_tickers_sink_bis FROM (SELECT symbolName, buy FROM all_tickers)
              WITH (
                  connector = 'kafka',
                  topic = 'tickers_topic_2',
                  server = '%1$s',
              );
              CREATE SINK whole FROM all_tickers WITH (
                  connector = 'kafka', topic = 'whole', server = '%1$s', key.fields = 'symbol',
                  key.format = 'raw', value.format = 'json');
              CREATE SINK counted FROM (SELECT symbol, COUNT(*) AS seen FROM all_tickers GROUP BY symbol)
              WITH (connector = 'kafka', topic = 'counted', server = '%1$s');
              SELECT symbolName, buy FROM all_tickers;
              """
                .formatted(broker.servers());

    List<String> printed = Sqluice.run(folder.resolve("what"), script);

    assertThat(records("tickers_topic_2", 3))
        .isEqualTo(printed.stream().map(row -> "- " + row).toList())
        .containsExactly(
            "- {\"symbolName\":\"BTC\",\"buy\":64000.5}",
            "- {\"symbolName\":\"ETH\",\"buy\":3100.25}",
            "- {\"symbolName\":null,\"buy\":null}");
    assertThat(records("whole", 3))
        .containsExactly(
            "BTC-USDT {\"symbol\":\"BTC-USDT\",\"symbolName\":\"BTC\",\"buy\":64000.5,\"price\":1200000.50000000,"
                + "\"at\":\"2026-11-28T12:00:00.25\",\"book\":{\"bids\":[1.5,2.5],\"name\":null}}",
            "ETH-USDT {\"symbol\":\"ETH-USDT\",\"symbolName\":\"ETH\",\"buy\":3100.25,\"price\":0.00000012,"
                + "\"at\":\"2026-11-28T12:00:00\",\"book\":{\"bids\":[],\"name\":\"b\"}}",
            "XRP-USDT {\"symbol\":\"XRP-USDT\",\"symbolName\":null,\"buy\":null,\"price\":null,\"at\":null,"
                + "\"book\":null}");
    assertThat(records("counted", 3))
        .containsExactlyInAnyOrder(
            "{\"symbol\":\"BTC-USDT\"} {\"symbol\":\"BTC-USDT\",\"seen\":1}",
            "{\"symbol\":\"ETH-USDT\"} {\"symbol\":\"ETH-USDT\",\"seen\":1}",
            "{\"symbol\":\"XRP-USDT\"} {\"symbol\":\"XRP-USDT\",\"seen\":1}");
  }

  @Test
  void should_join_a_topic_with_a_polled_table_and_write_avro() throws Exception {
    try (SchemaRegistry registry =
        SchemaRegistry.startFor(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("us:er-pass-77c1".getBytes(StandardCharsets.UTF_8)))) {
      String orders =
          source()
              + "CREATE SINK orders FROM (SELECT symbol, CHAR_LENGTH(symbol) AS amount FROM all_tickers"
              + " WHERE buy > 0) WITH (connector = 'kafka', topic = 'orders', server = '%s');"
                  .formatted(broker.servers());
      Sqluice.run(folder.resolve("orders"), orders);
      String joined =
          source()
              + """
                CREATE SOURCE orders (symbol STRING, amount INT) WITH (
                    connector = 'kafka', topic = 'orders', server = '%1$s', scan.bounded.mode = 'latest-offset');
                CREATE SOURCE sold (symbol STRING, total DOUBLE) WITH (
                    connector = 'kafka', topic = 'sold', server = '%1$s', decode = 'avro', registry = '%2$s',
                    avro-confluent.basic-auth.user-info = 'us:{{secret.registry}}',
                    scan.bounded.mode = 'latest-offset');
                CREATE SINK sold_sink FROM
                    (SELECT o.symbol, o.amount * t.buy AS total FROM orders o JOIN all_tickers t ON o.symbol = t.symbol)
                WITH (connector = 'kafka', topic = 'sold', server = '%1$s', encode = 'avro', registry = '%2$s',
                    avro-confluent.basic-auth.user-info = 'us:{{secret.registry}}');
                """
                  .formatted(broker.servers(), registry.url());
      Map<String, String> secrets = Map.of("SQLUICE_SECRET_REGISTRY", "er-pass-77c1");

      try (Sqluice run = Sqluice.start(folder.resolve("joined"), joined, secrets)) {
        run.awaitSuccess();
      }
      String read =
          joined.substring(joined.indexOf("CREATE SOURCE sold"), joined.indexOf("CREATE SINK"))
              + "SELECT * FROM sold;";
      List<String> rows;
      try (Sqluice run = Sqluice.start(folder.resolve("sold"), read, secrets)) {
        rows = run.awaitSuccess();
      }

      assertThat(rows)
          .containsExactlyInAnyOrder(
              "{\"symbol\":\"BTC-USDT\",\"total\":512004.0}",
              "{\"symbol\":\"ETH-USDT\",\"total\":24802.0}");
      assertNowhere("er-pass-77c1", "joined", "sold");
    }
  }

  @Test
  void should_log_in_with_a_secret_that_is_shown_nowhere() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), KafkaBroker.PASSWORD);
    String script =
        "CREATE SECRET broker WITH (backend = 'file') AS '"
            + password
            + "';\n"
            + source()
            + """
              CREATE SINK secured FROM (SELECT symbol FROM all_tickers) WITH (
                  connector = 'kafka', topic = 'secured', server = '%s',
                  properties.security.protocol = 'SASL_PLAINTEXT', properties.sasl.mechanism = 'PLAIN',
                  properties.sasl.jaas.config = 'org.apache.kafka.common.security.plain.PlainLoginModule required
                      username="%s" password="{{secret.broker}}";',
                  sink.transactional-id-prefix = 'secured');
              SHOW CREATE TABLE secured;
              """
                .formatted(broker.serversForUsers(), KafkaBroker.USER);

    List<String> printed =
        Sqluice.run(
            folder.resolve("secured"),
            script,
            "--checkpoint-dir",
            folder.resolve("secured").resolve("state").toString());

    assertThat(records("secured", 3))
        .containsExactly(
            "- {\"symbol\":\"BTC-USDT\"}",
            "- {\"symbol\":\"ETH-USDT\"}",
            "- {\"symbol\":\"XRP-USDT\"}");
    assertThat(String.join("\n", printed))
        .contains("exactly-once", "sasl.jaas.config", "${sqluice:");
    assertNowhere(KafkaBroker.PASSWORD, "secured");
    assertNowhere("wo\\rd-5f3a", "secured");
    assertNowhere("rd-5f3a", "secured");
  }

  @Test
  void should_log_in_with_a_login_that_is_a_secret() throws Exception {
    String login =
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(
                KafkaBroker.USER, KafkaBroker.PASSWORD.replace("\\", "\\\\").replace("\"", "\\\""));
    String script =
        source()
            + """
              CREATE SINK whole_login FROM (SELECT symbol FROM all_tickers) WITH (
                  connector = 'kafka', topic = 'whole_login', server = '%s',
                  properties.security.protocol = 'SASL_PLAINTEXT', properties.sasl.mechanism = 'PLAIN',
                  properties.sasl.jaas.config = SECRET jaas);
              """
                .formatted(broker.serversForUsers());

    try (Sqluice run =
        Sqluice.start(
            folder.resolve("whole_login"), script, Map.of("SQLUICE_SECRET_JAAS", login))) {
      run.awaitSuccess();
    }

    assertThat(records("whole_login", 3))
        .containsExactly(
            "- {\"symbol\":\"BTC-USDT\"}",
            "- {\"symbol\":\"ETH-USDT\"}",
            "- {\"symbol\":\"XRP-USDT\"}");
    assertNowhere("rd-5f3a", "whole_login");
  }

  /** In what runs have printed, logged and kept. */
  private static void assertNowhere(String secret, String... runs) throws Exception {
    for (String run : runs) {
      try (Stream<Path> files = Files.walk(folder.resolve(run))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain(secret);
        }
      }
    }
  }
}
