package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.execute;
import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.CommandLineFixture.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Joins of tables that are polled, and lookups on what comes of them. */
@Timeout(180)
class StreamJoinsTest {

  /** Both go on polling when their rows are known; the last row of each lets time go on. */
  private static final String TRADES_AND_QUOTES =
      """
      CREATE SOURCE trades (
        id INT, symbol STRING, at TIMESTAMP(3), qty INT,
        WATERMARK FOR at AS at - INTERVAL 1 SECOND,
      ) WITH (
        connector = 'http', url = '%1$s/trades', scan.poll-interval = '100 ms',
        scan.emit = 'new', scan.dedup.key = 'id',
      );
      CREATE SOURCE quotes (
        symbol STRING, at TIMESTAMP(3), price INT,
        epoch BIGINT AS (TRIGGER_EPOCH_TIME() * 0),
        PRIMARY KEY (symbol),
        WATERMARK FOR at AS at - INTERVAL 1 SECOND,
      ) WITH (
        connector = 'http', url = '%1$s/quotes', scan.poll-interval = '100 ms',
        scan.emit = 'new', scan.dedup.key = 'symbol;at',
      );
      CREATE TEMPORARY TABLE coins ($symbol STRING, name STRING)
      WITH (connector = 'lookup-http', url = '%1$s/coins?symbol=$symbol');
      """;

  private static final String TRADES =
      """
      [{"id": 1, "symbol": "BTC", "at": "2026-11-20T12:00:01Z", "qty": 2},
       {"id": 2, "symbol": "ETH", "at": "2026-11-20T12:00:03Z", "qty": 5},
       {"id": 3, "symbol": "BTC", "at": "2026-11-20T12:00:12Z", "qty": 7},
       {"id": 4, "symbol": "ETH", "at": "2026-11-20T12:00:20Z", "qty": 1},
       {"id": 5, "symbol": "END", "at": "2026-11-20T13:00:00Z", "qty": 0}]
      """;

  private static final String QUOTES =
      """
      [{"symbol": "BTC", "at": "2026-11-20T12:00:00Z", "price": 10},
       {"symbol": "ETH", "at": "2026-11-20T12:00:02Z", "price": 20},
       {"symbol": "BTC", "at": "2026-11-20T12:00:10Z", "price": 11},
       {"symbol": "BTC", "at": "2026-11-20T12:00:30Z", "price": 12},
       {"symbol": "FIN", "at": "2026-11-20T13:00:00Z", "price": 0}]
      """;

  @TempDir private Path directory;

  private ApiFixture api;

  @BeforeEach
  void start_an_api() throws IOException {
    api =
        ApiFixture.start()
            .answer("/trades", TRADES)
            .answer("/quotes", QUOTES)
            .answer(
                "/coins",
                request ->
                    request.uri().getQuery().endsWith("ETH")
                        ? "[]"
                        : "{\"name\": \"coin %s\"}".formatted(request.uri().getQuery()));
  }

  @AfterEach
  void stop_the_api() {
    api.close();
  }

  @Test
  void should_join_two_polled_tables_within_an_interval_as_their_watermarks_go_on() {
    // when
    Outcome run =
        run(
            4,
            """
            SELECT t.id, t.qty, q.price, q.epoch FROM trades t LEFT JOIN quotes q
              ON t.symbol = q.symbol AND t.at BETWEEN q.at AND q.at + INTERVAL 5 SECONDS;
            """);

    // then
    assertThat(run.lines())
        .containsExactlyInAnyOrder(
            "{\"id\":1,\"qty\":2,\"price\":10,\"epoch\":0}",
            "{\"id\":2,\"qty\":5,\"price\":20,\"epoch\":0}",
            "{\"id\":3,\"qty\":7,\"price\":11,\"epoch\":0}",
            "{\"id\":4,\"qty\":1,\"price\":null,\"epoch\":null}");
  }

  @Test
  void should_keep_the_time_of_an_interval_join_for_windows() {
    // when
    Outcome run =
        run(
            2,
            """
            CREATE VIEW valued AS SELECT t.at, t.qty * q.price AS amount FROM trades t, quotes q
              WHERE t.symbol = q.symbol AND q.at BETWEEN t.at - INTERVAL 5 SECONDS AND t.at;
            SELECT window_start, COUNT(*) AS trades, SUM(amount) AS turnover
            FROM TABLE(TUMBLE(TABLE valued, DESCRIPTOR(at), INTERVAL 10 SECONDS))
            GROUP BY window_start, window_end;
            """);

    // then
    assertThat(run.lines())
        .containsExactly(
            "{\"window_start\":\"2026-11-20T12:00:00.000\",\"trades\":2,\"turnover\":120}",
            "{\"window_start\":\"2026-11-20T12:00:10.000\",\"trades\":1,\"turnover\":77}");
  }

  @Test
  void should_join_with_the_version_that_a_polled_table_had() {
    // when
    Outcome run =
        run(
            4,
            """
            SELECT t.id, q.price FROM trades t
              LEFT JOIN quotes FOR SYSTEM_TIME AS OF t.at AS q ON t.symbol = q.symbol;
            """);

    // then
    assertThat(run.lines())
        .containsExactlyInAnyOrder(
            "{\"id\":1,\"price\":10}",
            "{\"id\":2,\"price\":20}",
            "{\"id\":3,\"price\":11}",
            "{\"id\":4,\"price\":20}");
  }

  @Test
  void should_join_all_rows_that_are_kept() {
    // when
    Outcome run =
        run(
            8,
            // By its key, a join would keep one quote of each symbol.
            TRADES_AND_QUOTES.replace("PRIMARY KEY (symbol),", ""),
            """
            SET 'table.exec.state.ttl' = '1 h';
            SELECT t.id, q.price FROM trades t JOIN quotes q ON t.symbol = q.symbol WHERE t.id <> 5;
            """);

    // then
    assertThat(run.lines())
        .containsExactlyInAnyOrder(
            "{\"id\":1,\"price\":10}",
            "{\"id\":1,\"price\":11}",
            "{\"id\":1,\"price\":12}",
            "{\"id\":2,\"price\":20}",
            "{\"id\":3,\"price\":10}",
            "{\"id\":3,\"price\":11}",
            "{\"id\":3,\"price\":12}",
            "{\"id\":4,\"price\":20}");
  }

  @Test
  void should_keep_the_rows_of_each_side_as_long_as_a_hint_says() {
    // given
    String script =
        TRADES_AND_QUOTES.formatted(api.url())
            + """
            SELECT /*+ STATE_TTL('t' = '1 d', 'q' = '90 s') */ t.id, q.price
            FROM trades t JOIN quotes q ON t.symbol = q.symbol;
            """;

    // when
    Outcome explain = executeScript(script, "explain");

    // then
    assertThat(explain.exitCode()).as(explain.err()).isZero();
    assertThat(explain.out())
        .contains("stateTtlHints=[[[STATE_TTL options:{LEFT=1 d, RIGHT=90 s}]]]");
  }

  @Test
  void should_look_up_the_result_of_joins_by_name() {
    // when
    Outcome run =
        run(
            4,
            """
            CREATE VIEW valued AS
              WITH near AS (
                SELECT t.id, t.symbol, q.price FROM trades t LEFT JOIN quotes q
                  ON t.symbol = q.symbol AND t.at BETWEEN q.at AND q.at + INTERVAL 5 SECONDS)
              SELECT * FROM near;
            SELECT v.id, v.symbol, v.price, c.name FROM valued AS v LEFT JOIN coins AS c ON v.symbol = c.symbol;
            """);

    // then
    assertThat(run.lines())
        .containsExactlyInAnyOrder(
            "{\"id\":1,\"symbol\":\"BTC\",\"price\":10,\"name\":\"coin symbol=BTC\"}",
            "{\"id\":2,\"symbol\":\"ETH\",\"price\":20,\"name\":null}",
            "{\"id\":3,\"symbol\":\"BTC\",\"price\":11,\"name\":\"coin symbol=BTC\"}",
            "{\"id\":4,\"symbol\":\"ETH\",\"price\":null,\"name\":null}");
  }

  @Test
  void should_keep_the_state_of_a_join_over_a_stop() throws Exception {
    // given
    AtomicBoolean resumed = new AtomicBoolean();
    api.answer("/orders", "[{\"id\": 2, \"item\": \"tea\"}, {\"id\": 1, \"item\": \"juice\"}]")
        .answer(
            "/payments",
            request ->
                resumed.get()
                    ? "[{\"order_id\": 1, \"paid\": 5}, {\"order_id\": 2, \"paid\": 7}]"
                    : "[{\"order_id\": 1, \"paid\": 5}]");
    Path script =
        Files.writeString(
            directory.resolve("script.sql"),
            """
            CREATE SOURCE orders (id INT, item STRING) WITH (
              connector = 'http', url = '%1$s/orders', scan.poll-interval = '100 ms',
              scan.emit = 'new', scan.dedup.key = 'id');
            CREATE SOURCE payments (order_id INT, paid INT) WITH (
              connector = 'http', url = '%1$s/payments', scan.poll-interval = '100 ms',
              scan.emit = 'new', scan.dedup.key = 'order_id');
            SELECT o.id, o.item, p.paid FROM orders o JOIN payments p ON o.id = p.order_id;
            """
                .formatted(api.url()));
    String state = directory.resolve("state").toString();

    // when
    Outcome first =
        execute(
            "run", "--output", "json", "--checkpoint-dir", state, "--rows", "1", script.toString());
    resumed.set(true);
    Outcome second =
        execute(
            "run",
            "--output",
            "json",
            "--checkpoint-dir",
            state,
            "--rows",
            "1",
            "--resume",
            script.toString());

    // then
    assertThat(first.lines())
        .as(first.err())
        .containsExactly("{\"id\":1,\"item\":\"juice\",\"paid\":5}");
    assertThat(second.lines())
        .as(second.err())
        .containsExactly("{\"id\":2,\"item\":\"tea\",\"paid\":7}");
  }

  @Test
  void should_say_what_a_join_of_two_kinds_of_time_lacks() {
    // when
    Outcome check =
        executeScript(
            TRADES_AND_QUOTES
                    .formatted(api.url())
                    .replace("at TIMESTAMP(3), qty", "at TIMESTAMP_LTZ(3), qty")
                + """
                SELECT t.id FROM trades t JOIN quotes q
                  ON t.symbol = q.symbol AND t.at BETWEEN q.at AND q.at + INTERVAL 5 SECONDS;
                """,
            "check");

    // then
    assertThat(check.err().lines())
        .containsExactly(
            "-:19:1: Interval join with rowtime attribute requires same rowtime types, but the types are"
                + " TIMESTAMP_LTZ(3) *ROWTIME* and TIMESTAMP(3) *ROWTIME*.");
  }

  private Outcome run(int rows, String queries) {
    return run(rows, TRADES_AND_QUOTES, queries);
  }

  private Outcome run(int rows, String tables, String queries) {
    Outcome run =
        executeScript(
            tables.formatted(api.url()) + queries,
            "run",
            "--output",
            "json",
            "--rows",
            String.valueOf(rows));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }
}
