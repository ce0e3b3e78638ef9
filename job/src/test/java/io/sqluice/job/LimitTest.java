package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.sqluice.job.CommandLineFixture.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether an 'http' table stops asking its API at a LIMIT. */
@Timeout(60)
class LimitTest {

  /** Pages without an end, of two records each. */
  private static final String ENDLESS =
      """
      CREATE TABLE numbers (n BIGINT, twice AS n * 2, page INT METADATA) WITH (
        'connector' = 'http', 'url' = 'http://127.0.0.1:%d/numbers', 'scan.poll-interval' = '1 h',
        'pagination.type' = 'page-based', 'pagination.max-pages' = '100', 'jq' = '.[] | {n: .}');
      """;

  private static final String POLLED = "numbers: 1 poll, 3 rows, 0 errors%n".formatted();

  private final List<String> asked = new CopyOnWriteArrayList<>();

  private HttpServer server;

  @BeforeEach
  void start_a_server() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String query = exchange.getRequestURI().getQuery();
          asked.add(query);
          int page = Integer.parseInt(query.substring("page=".length()));
          try (exchange) {
            byte[] body =
                "[%d,%d]".formatted(2 * page, 2 * page + 1).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop_the_server() {
    server.stop(0);
  }

  @Test
  void should_ask_for_no_further_page_once_the_limit_is_reached_and_end() {
    Outcome outcome = run("SELECT n FROM numbers LIMIT 3;");

    assertThat(outcome).isEqualTo(new Outcome(0, "{\"n\":0}\n{\"n\":1}\n{\"n\":2}\n", POLLED));
    assertThat(asked).containsExactly("page=0", "page=1");
  }

  @Test
  void should_count_the_rows_that_an_offset_skips() {
    Outcome outcome = run("SELECT n FROM numbers LIMIT 1 OFFSET 2;");

    assertThat(outcome).isEqualTo(new Outcome(0, "{\"n\":2}\n", POLLED));
    assertThat(asked).containsExactly("page=0", "page=1");
  }

  @Test
  void should_end_with_several_subtasks() {
    Outcome outcome = run("SELECT n FROM numbers LIMIT 4;", "--parallelism", "3");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.lines())
        .containsExactlyInAnyOrder("{\"n\":0}", "{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
    assertThat(asked).containsExactly("page=0", "page=1");
  }

  @Test
  void should_end_in_batch_mode_and_for_an_insert() {
    Outcome outcome =
        run(
            "CREATE TABLE nowhere (n BIGINT) WITH ('connector' = 'blackhole');"
                + "INSERT INTO nowhere SELECT n FROM numbers FETCH FIRST 3 ROWS ONLY;",
            "--batch");

    assertThat(outcome).isEqualTo(new Outcome(0, "", POLLED));
    assertThat(asked).containsExactly("page=0", "page=1");
  }

  @Test
  void should_show_the_limit_in_the_plan() {
    assertThat(explained("CREATE VIEW few AS SELECT n FROM numbers LIMIT 3; SELECT * FROM few;"))
        .containsOnlyOnce("TableSourceScan(")
        .contains("numbers, project=[n], metadata=[], limit=[3]]], fields=[n])");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT n FROM numbers LIMIT 3; SELECT twice FROM numbers;",
        "SELECT n FROM numbers LIMIT 3; SELECT page FROM numbers LIMIT 3;",
        "(SELECT n FROM numbers LIMIT 3) UNION ALL (SELECT twice FROM numbers);",
        "CREATE VIEW few AS SELECT n FROM numbers LIMIT 3;"
            + " SELECT few.n FROM few JOIN numbers ON few.n = numbers.n;"
      })
  void should_keep_one_poller_where_a_table_is_read_more_than_once(String queries) {
    assertThat(explained(queries)).containsOnlyOnce("TableSourceScan(").doesNotContain("limit=[3]");
  }

  @Test
  void should_not_limit_what_a_filter_has_yet_to_see() {
    assertThat(explained("SELECT n FROM numbers WHERE n > 5 LIMIT 3;")).doesNotContain("limit=[3]");
  }

  private Outcome run(String queries, String... arguments) {
    return executeScript(
        ENDLESS.formatted(server.getAddress().getPort()) + queries,
        Stream.concat(Stream.of("run", "--output", "json"), Stream.of(arguments))
            .toArray(String[]::new));
  }

  /** The plan that is executed. */
  private static String explained(String queries) {
    Outcome outcome = executeScript(ENDLESS.formatted(1) + queries, "explain");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome.out().substring(outcome.out().indexOf("== Optimized Execution Plan =="));
  }
}
