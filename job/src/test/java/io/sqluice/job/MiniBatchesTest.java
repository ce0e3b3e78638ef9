package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.execute;
import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.sqluice.job.CommandLineFixture.Outcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DUCKDB in scripts. */
class MiniBatchesTest {

  /** The numbers from 1 to 12. */
  private static final String NUMBERS =
      """
      CREATE TABLE numbers (x INT) WITH (
        'connector' = 'datagen', 'number-of-rows' = '12',
        'fields.x.kind' = 'sequence', 'fields.x.start' = '1', 'fields.x.end' = '12');
      """;

  private static final String SUM = "query => 'SELECT count(*) AS n, sum(x) AS s FROM input'";

  static final String ARGUMENTS =
      "input, query, size, linger, duration, relaxed, late, emit_empty, batch_by, on_error,"
          + " timeout, memory_limit, on_time, uid";

  @TempDir Path directory;

  private static String sums(String arguments) {
    return "SELECT * FROM DUCKDB(input => TABLE numbers, " + SUM + ", " + arguments + ")";
  }

  private static List<String> sorted(Outcome outcome) {
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    return outcome.lines().stream().sorted().toList();
  }

  @Test
  void should_print_a_row_for_each_batch_and_the_rest() {
    assertThat(executeScript(NUMBERS + sums("size => 5"), "run", "--output", "json"))
        .isEqualTo(
            new Outcome(
                0,
                """
                {"n":5,"s":"15"}
                {"n":5,"s":"40"}
                {"n":2,"s":"23"}
                """,
                ""));
  }

  @Test
  void should_tell_several_calls_apart() {
    Outcome outcome =
        executeScript(
            NUMBERS
                + sums("size => 12")
                + ";\n"
                + sums("size => 6")
                + " UNION ALL "
                + sums("size => 7"),
            "run",
            "--output",
            "json");

    assertThat(sorted(outcome))
        .containsExactly(
            "{\"$query\":1,\"n\":12,\"s\":\"78\"}",
            "{\"$query\":2,\"n\":5,\"s\":\"50\"}",
            "{\"$query\":2,\"n\":6,\"s\":\"21\"}",
            "{\"$query\":2,\"n\":6,\"s\":\"57\"}",
            "{\"$query\":2,\"n\":7,\"s\":\"28\"}");
  }

  @Test
  void should_let_several_queries_read_a_view() {
    Outcome outcome =
        executeScript(
            NUMBERS
                + "CREATE VIEW v AS "
                + sums("size => 5")
                + ";\n"
                + "SELECT s FROM v WHERE n = 5;\n"
                + "SELECT a.n FROM v AS a JOIN v AS b ON a.s = b.s;",
            "run",
            "--output",
            "json");

    assertThat(sorted(outcome))
        .containsExactly(
            "{\"$query\":1,\"s\":\"15\"}",
            "{\"$query\":1,\"s\":\"40\"}",
            "{\"$query\":2,\"n\":2}",
            "{\"$query\":2,\"n\":5}",
            "{\"$query\":2,\"n\":5}");
  }

  @Test
  void should_go_on_with_an_open_batch() throws IOException {
    Path script = directory.resolve("script.sql");
    Files.writeString(
        script,
        """
        CREATE TABLE numbers (x INT) WITH (
          'connector' = 'datagen', 'rows-per-second' = '100',
          'fields.x.kind' = 'sequence', 'fields.x.start' = '1', 'fields.x.end' = '30000');
        SELECT x FROM numbers;
        SELECT * FROM DUCKDB(input => TABLE numbers, query => 'SELECT min(x) AS a, max(x) AS b FROM input', size => 40);
        """);
    Outcome first = resumable(script, "--rows", "70");
    Files.writeString(
        script,
        Files.readString(script)
            .replace("SELECT min(x)", "SELECT /* the least */ min(x)")
            .replace("SELECT x FROM", "CREATE VIEW other AS SELECT 1; SELECT x FROM"));

    Outcome second = resumable(script, "--resume", "--rows", "70");

    assertThat(List.of(first.exitCode(), second.exitCode())).containsOnly(0);
    List<String> batches =
        Stream.of(first, second)
            .flatMap(outcome -> outcome.lines().stream())
            .filter(line -> line.startsWith("{\"$query\":2"))
            .toList();
    assertThat(batches)
        .hasSizeGreaterThanOrEqualTo(2)
        .isEqualTo(
            Stream.iterate(1, a -> a + 40)
                .limit(batches.size())
                .map(a -> "{\"$query\":2,\"a\":" + a + ",\"b\":" + (a + 39) + "}")
                .toList());
  }

  private Outcome resumable(Path script, String... more) {
    return execute(
        Stream.concat(
                Stream.of(
                    "run",
                    "--output",
                    "json",
                    "--checkpoint-dir",
                    directory.resolve("state").toString(),
                    "--checkpoint-interval",
                    "200ms",
                    script.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void should_point_at_arguments_that_are_wrong() {
    Outcome outcome =
        executeScript(
            """
            CREATE TABLE numbers (x INT) WITH ('connector' = 'datagen');
            CREATE VIEW v AS SELECT * FROM
              DUCKDB(input => TABLE numbers, query => 'SELECT 1', szie => 5, interval => '1 s');
            SELECT * FROM v;
            SELECT * FROM DUCKDB(input => TABLE numbers, query => 'SELECT 1', size => 5, size => 6,
              foo => (1, 2));
            SELECT * FROM DUCKDB(input => TABLE numbers, size => 5, query => 'SELECT ' || '${one:-1}'),
              nowhere;
            SELECT * FROM DUCKDB(input => TABLE numbers, size => 5,
              query => UPPER('select 1'));
            SELECT * FROM DUCKDB(input => TABLE numbers, query => 'SELECT 1', size => 5,
              linger => 'soon', on_error => 'ignore');
            SELECT * FROM DUCKDB(input => TABLE numbers, query => 'SELECT 1');
            SELECT * FROM DUCKDB(input => TABLE numbers,
              query => 'SELECT y FROM input', size => 1);
            SELECT * FROM DUCKDB(input => TABLE numbers, query => 'SELECT 1', size => 1), nowhere;
            """,
            "check");

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                2,
                "",
                """
                -:3:55: DUCKDB has no argument 'szie'; did you mean 'size'? It has %1$s
                -:3:66: DUCKDB has no argument 'interval'; it has %1$s
                -:5:78: DUCKDB is given 'size' twice, of which Flink would take one: leave one out
                -:6:3: DUCKDB has no argument 'foo'; it has %1$s
                -:7:57: DUCKDB: 'query': found 'SELECT ' || '1'; expected one string in quotes, since DuckDB plans it together with the statement
                -:10:3: DUCKDB: 'query': found UPPER('select 1'); expected one string in quotes, since DuckDB plans it together with the statement
                -:12:3: DUCKDB: 'linger': it is 'soon'; expected a number and a unit, such as '500 ms' or '2 s'.
                -:12:21: DUCKDB: 'on_error': it is 'ignore'; expected 'fail' or 'skip'.
                -:13:15: DUCKDB: it is not said when a batch closes: size => 1000 closes a batch at 1000 rows, duration => '2 s' by time, and batch_by => DESCRIPTOR(fetch_id, is_last) at the end of a poll.
                -:15:3: DUCKDB: DuckDB cannot run 'query': Binder Error: Referenced column "y" not found in FROM clause! Candidate bindings: "x"
                    LINE 1: SELECT y FROM input
                                   ^
                    The columns of its relation 'input' are x INTEGER.
                -:16:79: Object 'nowhere' not found
                """
                    .formatted(ARGUMENTS)));
  }

  @Test
  void should_run_in_batch_mode_over_sources_that_end() {
    Outcome outcome =
        executeScript(
            NUMBERS
                + "CREATE VIEW v AS "
                + sums("size => 5")
                + ";\n"
                + "SELECT x / 6 AS k, count(*) AS n FROM numbers GROUP BY x / 6;\n"
                + "SELECT sum(n) AS n, sum(s) AS s FROM v;\n"
                + "SELECT s FROM v ORDER BY s DESC;",
            "run",
            "--batch",
            "--output",
            "json");

    assertThat(sorted(outcome))
        .containsExactly(
            "{\"$query\":1,\"k\":0,\"n\":5}",
            "{\"$query\":1,\"k\":1,\"n\":6}",
            "{\"$query\":1,\"k\":2,\"n\":1}",
            "{\"$query\":2,\"n\":12,\"s\":\"78\"}",
            "{\"$query\":3,\"s\":\"15\"}",
            "{\"$query\":3,\"s\":\"23\"}",
            "{\"$query\":3,\"s\":\"40\"}");
    assertThat(outcome.lines().stream().filter(line -> line.startsWith("{\"$query\":3")))
        .containsExactly(
            "{\"$query\":3,\"s\":\"40\"}",
            "{\"$query\":3,\"s\":\"23\"}",
            "{\"$query\":3,\"s\":\"15\"}");
  }

  @Test
  void should_run_batches_one_after_the_other() {
    Outcome outcome =
        executeScript(
            """
            SET 'execution.runtime-mode' = 'batch';
            %s
            CREATE TABLE files (n BIGINT) WITH ('connector' = 'filesystem', 'format' = 'csv', 'path' = '%s');
            INSERT INTO files SELECT n FROM (%s);
            SELECT sum(n) AS n, count(*) AS batches FROM files;
            """
                .formatted(NUMBERS, directory.resolve("files"), sums("size => 5")),
            "run",
            "--output",
            "json");

    assertThat(outcome).isEqualTo(new Outcome(0, "{\"n\":12,\"batches\":3}\n", ""));
  }

  @Test
  void should_poll_once_in_batch_mode() throws IOException {
    List<String> requests = new CopyOnWriteArrayList<>();
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestURI().toString());
          byte[] body = "[{\"x\": 1}, {\"x\": 2}, {\"x\": 3}]".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      Outcome outcome =
          executeScript(
              """
              CREATE TABLE numbers (x INT) WITH (
                'connector' = 'http', 'url' = 'http://127.0.0.1:%d/', 'schedule' = '0 0 1 1 *');
              %s;
              """
                  .formatted(server.getAddress().getPort(), sums("size => 2")),
              "run",
              "--batch",
              "--output",
              "json");

      assertThat(outcome)
          .isEqualTo(
              new Outcome(
                  0,
                  "{\"n\":2,\"s\":\"3\"}\n{\"n\":1,\"s\":\"3\"}\n",
                  String.format("numbers: 1 poll, 3 rows, 0 errors%n")));
      assertThat(requests).containsExactly("/");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void should_say_what_batch_mode_cannot_have() {
    String script =
        """
        CREATE TABLE numbers (x INT) WITH ('connector' = 'datagen');
        CREATE TABLE twelve (x INT) WITH ('connector' = 'datagen', 'number-of-rows' = '12');
        SELECT count(*) FROM numbers;
        SELECT * FROM DUCKDB(input => TABLE twelve, query => 'SELECT 1 AS a', size => 5) ORDER BY a LIMIT 1;
        """;
    Outcome outcome = executeScript(script, "check", "--batch");

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                2,
                "",
                """
                -:3:1: Querying the unbounded table 'numbers' in batch mode is not allowed: it does not end. Run without --batch, or give the table an option that bounds it.
                -:4:1: with DUCKDB in the script, --batch runs a streaming job, which loses the order of ORDER BY with LIMIT: leave out one of them, or sort and limit in the query of DUCKDB
                """));
    assertThat(executeScript(script, "run", "--batch")).isEqualTo(outcome);
  }
}
