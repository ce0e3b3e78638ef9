package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.execute;
import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.CommandLineFixture.Outcome;
import io.sqluice.job.execution.StopRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

  private static final String NUMBERS =
      """
      CREATE TABLE numbers (id BIGINT, parity AS id %% 2) WITH (
        'connector' = 'datagen', 'rows-per-second' = '100',
        'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '%s');
      """;

  private static final String ONE_ENDS_AND_ONE_DOES_NOT =
      """
      CREATE TABLE endless (id BIGINT) WITH (
        'connector' = 'datagen', 'rows-per-second' = '5', 'fields.id.kind' = 'random');
      SELECT a FROM (VALUES (1), (2), (3)) AS t(a);
      SELECT id FROM endless;
      """;

  @TempDir Path directory;

  @Test
  void should_print_rows_as_json_and_nothing_else() {
    Outcome outcome =
        executeScript(
            NUMBERS.formatted(3) + "SELECT id, CAST(id AS DECIMAL(5, 2)) AS d FROM numbers;",
            "run",
            "--output",
            "json");

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                0,
                """
                {"id":1,"d":"1.00"}
                {"id":2,"d":"2.00"}
                {"id":3,"d":"3.00"}
                """,
                ""));
  }

  @Test
  void should_say_the_kind_of_the_rows_of_a_query_that_updates() {
    Outcome outcome =
        executeScript(
            NUMBERS.formatted(2) + "SELECT COUNT(*) AS c FROM numbers;", "run", "--output", "csv");

    assertThat(outcome.out()).isEqualTo("$op,c\r\n+I,1\r\n-U,1\r\n+U,2\r\n");
  }

  @Test
  void should_print_the_rows_of_several_queries_of_one_job() {
    Outcome outcome =
        executeScript(
            NUMBERS.formatted(3)
                + """
                SELECT id FROM numbers;
                SELECT id FROM numbers WHERE id > 2;
                SELECT parity, COUNT(*) AS c FROM numbers GROUP BY parity;
                SELECT id FROM numbers UNION ALL SELECT -id FROM numbers;
                SELECT 'x' AS x;
                """,
            "run",
            "--output",
            "json");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.lines())
        .containsExactlyInAnyOrder(
            "{\"$query\":1,\"id\":1}",
            "{\"$query\":1,\"id\":2}",
            "{\"$query\":1,\"id\":3}",
            "{\"$query\":2,\"id\":3}",
            "{\"$op\":\"+I\",\"$query\":3,\"parity\":1,\"c\":1}",
            "{\"$op\":\"+I\",\"$query\":3,\"parity\":0,\"c\":1}",
            "{\"$op\":\"-U\",\"$query\":3,\"parity\":1,\"c\":1}",
            "{\"$op\":\"+U\",\"$query\":3,\"parity\":1,\"c\":2}",
            "{\"$query\":4,\"id\":1}",
            "{\"$query\":4,\"id\":2}",
            "{\"$query\":4,\"id\":3}",
            "{\"$query\":4,\"id\":-1}",
            "{\"$query\":4,\"id\":-2}",
            "{\"$query\":4,\"id\":-3}",
            "{\"$query\":5,\"x\":\"x\"}");
  }

  @Test
  void should_print_answers_at_once_and_rows_as_a_table() {
    Outcome outcome =
        executeScript(
            NUMBERS.formatted(1)
                + "SHOW TABLES; DESCRIBE numbers; SELECT id, TRUE AS yes FROM numbers;",
            "run");

    assertThat(outcome.out())
        .isEqualTo(
            """
            +------------+
            | table name |
            +------------+
            |    numbers |
            +------------+
            1 row in set
            +--------+--------+------+-----+-------------+-----------+
            |   name |   type | null | key |      extras | watermark |
            +--------+--------+------+-----+-------------+-----------+
            |     id | BIGINT | true |     |             |           |
            | parity |    INT | true |     | AS `id` % 2 |           |
            +--------+--------+------+-----+-------------+-----------+
            2 rows in set
            +----------------------+--------+
            |                   id |    yes |
            +----------------------+--------+
            |                    1 |   true |
            +----------------------+--------+
            1 row
            """);
  }

  @Test
  void should_run_statements_that_depend_on_each_other_one_after_the_other_in_batch()
      throws IOException {
    String script =
        table("source")
            + table("middle")
            + table("final_rows")
            + """
            CREATE VIEW seen AS SELECT * FROM middle WHERE id IN (SELECT id FROM middle);
            INSERT INTO source VALUES (1, 'a'), (2, 'b;''c');
            EXECUTE STATEMENT SET BEGIN
              INSERT INTO middle SELECT id, UPPER(v) FROM source;
            END;
            INSERT INTO final_rows SELECT * FROM seen;
            SELECT * FROM final_rows ORDER BY id;
            SELECT COUNT(*) AS c FROM source;
            BEGIN STATEMENT SET;
            INSERT INTO final_rows VALUES (3, 'later');
            END;
            """;

    Outcome outcome = executeScript(script, "run", "--batch", "--output", "json");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.lines())
        .containsExactlyInAnyOrder(
            "{\"$query\":1,\"id\":1,\"v\":\"A\"}",
            "{\"$query\":1,\"id\":2,\"v\":\"B;'C\"}",
            "{\"$query\":2,\"c\":2}");
    assertThat(rows("final_rows")).containsExactlyInAnyOrder("1,A", "2,\"B;'C\"", "3,later");
  }

  @Test
  void should_run_in_batch_mode_when_the_script_says_so() {
    Outcome outcome =
        executeScript(
            "SET 'execution.runtime-mode' = 'batch'; SELECT COUNT(*) AS c FROM (VALUES (1), (2)) AS t(x);",
            "run",
            "--output",
            "json");

    assertThat(outcome).isEqualTo(new Outcome(0, "{\"c\":2}\n", ""));
  }

  @Test
  void should_create_a_table_from_a_query() throws IOException {
    Outcome outcome =
        executeScript(
            "CREATE TABLE made WITH ('connector' = 'filesystem', 'format' = 'csv', 'path' = '"
                + directory.resolve("made")
                + "') AS SELECT id, v FROM (VALUES (1, 'x')) AS t(id, v); SELECT * FROM made;",
            "run",
            "--batch",
            "--output",
            "json");

    assertThat(outcome).isEqualTo(new Outcome(0, "{\"id\":1,\"v\":\"x\"}\n", ""));
    assertThat(rows("made")).containsExactly("1,x");
  }

  @Test
  void should_stop_after_the_rows_asked_for() {
    Outcome outcome =
        executeScript(
            NUMBERS.formatted(10_000) + "SELECT id FROM numbers; SELECT -id AS n FROM numbers;",
            "run",
            "--output",
            "json",
            "--rows",
            "7");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.lines()).hasSize(7);
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void should_stop_after_the_time_asked_for() {
    Outcome outcome =
        executeScript(
            NUMBERS.formatted(10_000) + "SELECT id FROM numbers;",
            "run",
            "--output",
            "json",
            "--for",
            "1s");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.lines()).isNotEmpty();
  }

  @Test
  @Timeout(60)
  void should_print_the_rows_of_a_query_that_has_ended_while_another_goes_on() {
    StopRequest stop = new StopRequest();
    ByteArrayOutputStream out = new WatchedOutput(text -> text.contains("\"a\":3"), stop);

    Outcome outcome = execute(stop, out, ONE_ENDS_AND_ONE_DOES_NOT, "run", "--output", "json", "-");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(rowsOfFirstQuery(outcome))
        .containsExactly(
            "{\"$query\":1,\"a\":1}", "{\"$query\":1,\"a\":2}", "{\"$query\":1,\"a\":3}");
  }

  private static List<String> rowsOfFirstQuery(Outcome outcome) {
    return outcome.lines().stream().filter(row -> row.startsWith("{\"$query\":1,")).toList();
  }

  /** Asks the run to stop once a condition on all that was written holds. */
  private static final class WatchedOutput extends ByteArrayOutputStream {

    private final transient Predicate<String> condition;
    private final transient StopRequest stop;

    private WatchedOutput(Predicate<String> condition, StopRequest stop) {
      this.condition = condition;
      this.stop = stop;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      super.write(bytes, offset, length);
      if (condition.test(toString(StandardCharsets.UTF_8))) {
        stop.request();
      }
    }
  }

  @Test
  void should_use_more_slots_where_a_table_asks_for_them() {
    Outcome outcome =
        executeScript(
            "CREATE TABLE n (id BIGINT) WITH ('connector' = 'datagen', 'number-of-rows' = '6',"
                + " 'scan.parallelism' = '3'); SELECT COUNT(*) AS c FROM n;",
            "run",
            "--output",
            "json");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.lines()).last().isEqualTo("{\"$op\":\"+U\",\"c\":6}");
  }

  @Test
  void should_say_in_plain_words_why_a_job_failed() {
    Outcome outcome =
        executeScript(
            NUMBERS.formatted(3) + "SELECT 10 / (id - 2) AS q FROM numbers;",
            "run",
            "--output",
            "json");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .startsWith("sqluice: the job failed: ")
        .contains("ArithmeticException: / by zero")
        .doesNotContain("\tat ");
  }

  @Test
  void should_reject_several_queries_as_csv() {
    Outcome outcome = executeScript("SELECT 1;\nSELECT 2;", "run", "--output", "csv");

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                2,
                "",
                String.format(
                    "-:2:1: --output csv has one header line and so one SELECT, but there is another at -:1:1:"
                        + " use --output json, or INSERT into a file%n")));
  }

  @Test
  void should_serve_the_dashboard() {
    Outcome outcome = executeScript("SELECT 1 AS c;", "run", "--output", "json", "--ui", "0");

    assertThat(outcome.out()).isEqualTo("{\"c\":1}\n");
    assertThat(outcome.err())
        .matches("Flink's dashboard: http://(localhost|127\\.0\\.0\\.1):\\d+\\R");
  }

  @Test
  void should_list_settings() {
    Outcome outcome =
        executeScript(
            "SET 'a.key' = 'a value'; SET 'b.key' = 'x'; RESET 'b.key'; SET;",
            "run",
            "--output",
            "csv");

    assertThat(outcome.out()).contains("a.key,a value\r\n").doesNotContain("b.key");
  }

  @Test
  void should_read_a_script_from_a_file() throws IOException {
    Path script = directory.resolve("script.sql");
    Files.writeString(script, "\uFEFFSELECT 'é' AS e;");

    assertThat(execute("run", "--output", "json", script.toString()))
        .isEqualTo(new Outcome(0, "{\"e\":\"é\"}\n", ""));
  }

  private String table(String name) {
    return "CREATE TABLE "
        + name
        + " (id INT, v STRING) WITH ('connector' = 'filesystem', 'format' = 'csv', 'path' = '"
        + directory.resolve(name)
        + "');\n";
  }

  private List<String> rows(String table) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve(table))) {
      return files
          .filter(
              file -> Files.isRegularFile(file) && !file.getFileName().toString().startsWith("."))
          .flatMap(RunTest::lines)
          .collect(Collectors.toList());
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
