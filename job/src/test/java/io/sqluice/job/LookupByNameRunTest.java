package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.sqluice.job.CommandLineFixture.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rows of joins with lookup tables, and what their API is asked. */
@Timeout(120)
class LookupByNameRunTest {

  private static final Map<String, String> ANSWERS =
      Map.of(
          "/price?k=a", "[{\"price\":1.5,\"nxt\":10}]",
          "/price?k=b", "[{\"price\":2.5,\"nxt\":20},{\"price\":2.75,\"nxt\":30}]",
          "/price?k=none", "[]",
          "/name?id=10", "[{\"name\":\"ten\"}]",
          "/name?id=20", "[{\"name\":\"twenty\"}]",
          "/name?id=30", "[]",
          "/name?id=1", "[{\"name\":\"one\"}]",
          "/name?id=2", "[{\"name\":\"two\"}]",
          "/candle?k=a&v=1", "[{\"start_time\":1700000000,\"high\":3}]");

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start_a_server() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String request = exchange.getRequestURI().toString();
            asked.add(request);
            String answer = ANSWERS.get(request);
            byte[] body = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop_the_server() {
    server.stop(0);
  }

  private String tables() {
    return """
    CREATE VIEW a AS SELECT * FROM (VALUES (1, 'a', 1), (2, 'b', 2), (3, 'none', 3), (4, CAST(NULL AS STRING), 4)) AS t (id, k, v);
    CREATE VIEW c AS SELECT * FROM (VALUES (1, 'red'), (2, 'blue')) AS t (id, colour);
    CREATE TEMP TABLE l ($k STRING, price DOUBLE, nxt BIGINT) WITH (
      connector = 'lookup-http', url = 'http://localhost:%1$d/price?k=$k', 'lookup.single-flight' = 'false');
    CREATE TEMP TABLE names ($id BIGINT, name STRING) WITH (
      connector = 'lookup-http', url = 'http://localhost:%1$d/name?id=$id', 'lookup.single-flight' = 'false');
    CREATE TEMP TABLE candles (
      $k STRING, $v INT, start_time TIMESTAMP(0), high DOUBLE, end_time TIMESTAMP AS (start_time + INTERVAL 1 MINUTE)
    ) WITH (connector = 'lookup-http', url = 'http://localhost:%1$d/candle?k=$k&v=$v');
    """
        .formatted(server.getAddress().getPort());
  }

  private List<String> rows(String query, String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "run";
    arguments[1] = "--output";
    arguments[2] = "json";
    System.arraycopy(options, 0, arguments, 3, options.length);
    Outcome outcome = executeScript(tables() + query, arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome.lines();
  }

  @Test
  void should_tell_what_was_asked_for_in_rows_without_a_match_too() {
    List<String> rows = rows("SELECT id, l.k, price FROM a LEFT JOIN l ON a.k = l.k;");

    assertThat(rows)
        .containsExactly(
            "{\"id\":1,\"k\":\"a\",\"price\":1.5}",
            "{\"id\":2,\"k\":\"b\",\"price\":2.5}",
            "{\"id\":2,\"k\":\"b\",\"price\":2.75}",
            "{\"id\":3,\"k\":\"none\",\"price\":null}",
            "{\"id\":4,\"k\":null,\"price\":null}");
    assertThat(asked).containsExactlyInAnyOrder("/price?k=a", "/price?k=b", "/price?k=none");
  }

  @Test
  void should_leave_out_rows_without_a_match_of_an_inner_join() {
    List<String> rows = rows("SELECT * FROM a JOIN l USING (k);");

    assertThat(rows)
        .containsExactly(
            "{\"k\":\"a\",\"id\":1,\"v\":1,\"price\":1.5,\"nxt\":10}",
            "{\"k\":\"b\",\"id\":2,\"v\":2,\"price\":2.5,\"nxt\":20}",
            "{\"k\":\"b\",\"id\":2,\"v\":2,\"price\":2.75,\"nxt\":30}");
  }

  @Test
  void should_ask_with_what_another_lookup_told() {
    List<String> rows =
        rows(
            "SELECT a.id, l.nxt, name FROM a JOIN l ON a.k = l.k LEFT JOIN names ON names.id = l.nxt;");

    assertThat(rows)
        .containsExactly(
            "{\"id\":1,\"nxt\":10,\"name\":\"ten\"}",
            "{\"id\":2,\"nxt\":20,\"name\":\"twenty\"}",
            "{\"id\":2,\"nxt\":30,\"name\":null}");
    assertThat(asked)
        .containsExactlyInAnyOrder(
            "/price?k=a",
            "/price?k=b",
            "/price?k=none",
            "/name?id=10",
            "/name?id=20",
            "/name?id=30");
  }

  @Test
  void should_look_up_for_the_rows_of_a_join() {
    List<String> rows =
        rows(
            "SELECT a.id, colour, price FROM a JOIN c ON a.id = c.id LEFT JOIN l ON l.k = a.k WHERE price < 2.6;");

    assertThat(rows)
        .containsExactlyInAnyOrder(
            "{\"id\":1,\"colour\":\"red\",\"price\":1.5}",
            "{\"id\":2,\"colour\":\"blue\",\"price\":2.5}");
    assertThat(asked).containsExactlyInAnyOrder("/price?k=a", "/price?k=b");
  }

  @Test
  void should_compute_the_generated_columns_of_a_lookup_table() {
    List<String> rows =
        rows(
            "SELECT id, oh.v, start_time, end_time, high FROM a AS ALT LEFT JOIN candles AS oh ON ALT.k = oh.k WHERE id < 3;");

    assertThat(rows)
        .containsExactly(
            "{\"id\":1,\"v\":1,\"start_time\":\"2023-11-14T22:13:20\",\"end_time\":\"2023-11-14T22:14:20.000000\",\"high\":3.0}",
            "{\"id\":2,\"v\":2,\"start_time\":null,\"end_time\":null,\"high\":null}");
    assertThat(asked).containsExactlyInAnyOrder("/candle?k=a&v=1", "/candle?k=b&v=2");
  }

  @Test
  void should_look_up_in_batch_mode_and_under_an_aggregate() {
    List<String> rows =
        rows(
            "WITH j AS (SELECT * FROM a JOIN l ON TRUE) SELECT k, COUNT(*) AS n, SUM(price) AS s FROM j GROUP BY k ORDER BY k;",
            "--batch");

    assertThat(rows)
        .containsExactly("{\"k\":\"a\",\"n\":1,\"s\":1.5}", "{\"k\":\"b\",\"n\":2,\"s\":5.25}");
  }

  @Test
  void should_look_up_for_a_group() {
    List<String> rows =
        rows(
            "SELECT g.id, g.n, name FROM (SELECT id, COUNT(*) AS n FROM c GROUP BY id) AS g JOIN names ON g.id = names.id;",
            "--batch");

    assertThat(rows)
        .containsExactlyInAnyOrder(
            "{\"id\":1,\"n\":1,\"name\":\"one\"}", "{\"id\":2,\"n\":1,\"name\":\"two\"}");
  }

  @Test
  void should_ask_one_table_twice_for_a_row() {
    List<String> rows =
        rows(
            "SELECT id, x.price AS p, y.price AS q, y.k FROM a JOIN l x ON x.k = a.k LEFT JOIN l y ON y.k = UPPER(a.k) WHERE id = 1;");

    assertThat(rows).containsExactly("{\"id\":1,\"p\":1.5,\"q\":null,\"k\":\"A\"}");
    assertThat(asked).containsExactlyInAnyOrder("/price?k=a", "/price?k=A");
  }

  @Test
  void should_show_the_very_value_that_a_column_with_another_each_time_was_asked_with() {
    List<String> rows =
        rows(
            "SELECT own, l.k FROM (SELECT *, UUID() AS own FROM a WHERE id = 1) AS t LEFT JOIN l ON l.k = t.own;");

    assertThat(asked).hasSize(1);
    String own = asked.get(0).substring("/price?k=".length());
    assertThat(rows).containsExactly("{\"own\":\"%s\",\"k\":\"%s\"}".formatted(own, own));
  }

  @Test
  void should_look_up_in_views_unions_and_sets_of_statements() {
    List<String> rows =
        rows(
            """
            CREATE VIEW first AS SELECT a.k, price FROM a JOIN l ON a.k = l.k WHERE a.k = 'a';
            CREATE VIEW second FROM first;
            SELECT * FROM second UNION ALL SELECT name, CAST(names.id AS DOUBLE) FROM c JOIN names ON TRUE;
            """);

    assertThat(rows)
        .containsExactlyInAnyOrder(
            "{\"k\":\"a\",\"price\":1.5}",
            "{\"k\":\"one\",\"price\":1.0}",
            "{\"k\":\"two\",\"price\":2.0}");
  }
}
