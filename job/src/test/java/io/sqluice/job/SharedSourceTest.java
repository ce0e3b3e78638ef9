package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.execute;
import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sqluice.job.CommandLineFixture.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However many sinks, views and queries read a polled table: the API is asked once a tick. */
@Timeout(180)
class SharedSourceTest {

  private static final String SOURCE =
      """
      CREATE SOURCE tickers (
        symbol STRING,
        buy INT,
        sell INT,
        spread INT AS (sell - buy),
        fired TIMESTAMP_MS AS (TRIGGER_TIME()),
        fired_s BIGINT AS (TRIGGER_EPOCH_TIME() / 1000),
        start_at BIGINT AS (fired_s - 300),
      ) WITH (
        connector = 'http', url = '%s/tickers?at={{trigger_time:epoch-s}}', method = 'GET',
        schedule = '* * * * * *', scan.bounded.max-polls = 3, scan.conditional-requests = 'false',
        jq = '.data.ticker[]', 'headers.Content-Type' = 'application/json',
      );
      CREATE VIEW dear AS
        WITH priced AS (SELECT symbol, buy, fired_s FROM tickers WHERE buy > 10)
        SELECT symbol, buy, fired_s FROM priced;
      CREATE VIEW counted AS SELECT symbol, COUNT(*) AS polls, MAX(fired_s) AS last_s FROM dear GROUP BY symbol;
      """;

  private static final String READERS =
      """
      CREATE SINK whole FROM tickers WITH (connector = 'filesystem', path = '%1$s/whole', format = 'json');
      CREATE SINK of_view FROM dear WITH (connector = 'filesystem', path = '%1$s/of_view', format = 'json');
      CREATE SINK of_query FROM (SELECT spread, start_at, fired_s FROM tickers)
        WITH (connector = 'filesystem', path = '%1$s/of_query', format = 'json',);
      CREATE SINK totals FROM counted WITH (connector = 'blackhole');
      SELECT symbol, polls, last_s FROM counted WHERE symbol = 'ETH';
      """;

  @TempDir private Path directory;

  private ApiFixture api;

  @BeforeEach
  void start_an_api() throws IOException {
    api =
        ApiFixture.start()
            .answer(
                "/tickers",
                """
                {"data": {"ticker": [
                  {"sell": 103, "symbol": "BTC", "buy": 100, "vol": 1},
                  {"sell": 41, "symbol": "ETH", "buy": 40, "vol": 2},
                  {"sell": 9, "symbol": "KCS", "buy": 2, "vol": 3}]}}
                """);
  }

  @AfterEach
  void stop_the_api() {
    api.close();
  }

  @Test
  void should_ask_once_a_tick_for_sinks_views_and_queries_of_one_table() throws Exception {
    // when
    Outcome run =
        executeScript(
            SOURCE.formatted(api.url()) + READERS.formatted(directory), "run", "--output", "json");

    // then
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<Long> ticks =
        api.requests().stream()
            .map(request -> Long.valueOf(request.uri().getQuery().substring("at=".length())))
            .toList();
    assertThat(ticks).hasSize(3).doesNotHaveDuplicates().isSorted();
    List<String> whole = new ArrayList<>();
    List<String> ofView = new ArrayList<>();
    List<String> ofQuery = new ArrayList<>();
    for (long tick : ticks) {
      long start = tick - 300;
      for (String symbol : List.of("BTC 100 103", "ETH 40 41", "KCS 2 9")) {
        String[] words = symbol.split(" ");
        int buy = Integer.parseInt(words[1]);
        int spread = Integer.parseInt(words[2]) - buy;
        whole.add("%s %s %s".formatted(symbol, spread, start));
        ofQuery.add(
            "{\"spread\":%d,\"start_at\":%d,\"fired_s\":%d}".formatted(spread, start, tick));
        if (buy > 10) {
          ofView.add(
              "{\"symbol\":\"%s\",\"buy\":%d,\"fired_s\":%d}".formatted(words[0], buy, tick));
        }
      }
    }
    assertThat(rows("whole").stream().map(SharedSourceTest::ticker))
        .containsExactlyElementsOf(whole);
    assertThat(rows("of_view")).containsExactlyElementsOf(ofView);
    assertThat(rows("of_query")).containsExactlyElementsOf(ofQuery);
    assertThat(run.lines())
        .containsExactly(
            "{\"$op\":\"+I\",\"symbol\":\"ETH\",\"polls\":1,\"last_s\":%d}".formatted(ticks.get(0)),
            "{\"$op\":\"-U\",\"symbol\":\"ETH\",\"polls\":1,\"last_s\":%d}".formatted(ticks.get(0)),
            "{\"$op\":\"+U\",\"symbol\":\"ETH\",\"polls\":2,\"last_s\":%d}".formatted(ticks.get(1)),
            "{\"$op\":\"-U\",\"symbol\":\"ETH\",\"polls\":2,\"last_s\":%d}".formatted(ticks.get(1)),
            "{\"$op\":\"+U\",\"symbol\":\"ETH\",\"polls\":3,\"last_s\":%d}"
                .formatted(ticks.get(2)));
  }

  @Test
  void should_go_on_with_the_ticks_of_all_readers_after_a_stop() throws Exception {
    // given
    Path script =
        Files.writeString(
            directory.resolve("script.sql"),
            SOURCE.formatted(api.url()).replace("max-polls = 3", "max-polls = 6")
                + READERS.formatted(directory));
    String[] arguments = {
      "run", "--output", "json", "--checkpoint-dir", directory.resolve("state").toString()
    };

    // when
    Outcome first = execute(with(arguments, "--rows", "3", script.toString()));
    Outcome second = execute(with(arguments, "--resume", script.toString()));

    // then
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.lines())
        .last()
        .asString()
        .contains("{\"$op\":\"+U\",\"symbol\":\"ETH\",\"polls\":6,");
    assertThat(rows("of_query")).hasSize(18).doesNotHaveDuplicates();
  }

  @Test
  void should_warn_of_what_makes_two_sources_of_one_table() {
    // when
    Outcome check =
        executeScript(
            SOURCE.formatted(api.url())
                + READERS.formatted(directory)
                + "SELECT symbol FROM tickers__source /*+ OPTIONS('scan.bounded.max-polls' = '1') */;",
            "check");

    // then
    assertThat(check.err().lines())
        .containsExactly(
            "-:24:20: warning: table 'tickers__source' is read with other hints than at 1:1: these are two"
                + " sources, each of which reads by itself; give both the same hint, or none",
            "-: no problems found");
    assertThat(api.requests()).isEmpty();
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
  }

  /** A row of the sink of all columns as the API's ticker, and what is computed of it. */
  private static String ticker(String row) {
    try {
      var ticker = new ObjectMapper().readTree(row);
      return Stream.of("symbol", "buy", "sell", "spread", "start_at")
          .map(column -> ticker.get(column).asText())
          .reduce((left, right) -> left + " " + right)
          .orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(row, e);
    }
  }

  /** What a filesystem sink has written and committed, file by file. */
  private List<String> rows(String sink) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(sink))) {
      List<String> rows = new ArrayList<>();
      for (Path file :
          files
              .filter(file -> file.getFileName().toString().startsWith("part-"))
              .sorted()
              .toList()) {
        rows.addAll(Files.readAllLines(file));
      }
      return rows;
    }
  }
}
