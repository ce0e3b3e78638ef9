package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.CommandLineFixture.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What scripts may have beyond Flink's SQL, as the commands show it. */
@Timeout(120)
class DialectTest {

  private static final String SOURCE =
      """
      CREATE SOURCE ticks (
        symbol TEXT, buy FLOAT, sell FLOAT, close DOUBLE,
        spread FLOAT AS (sell - buy),
        fired TIMESTAMP_MS AS (TRIGGER_TIME()),
        start_at BIGINT AS (TRIGGER_EPOCH_TIME() / 1000 - (5 * 60)),
      ) WITH (
        connector = 'http', url = 'http://localhost:1/ticks', schedule = '* * * * *',
        'headers.Accept' = 'application/json', page = 5,
      );
      """;

  @Test
  void should_print_the_flink_sql_that_a_script_becomes() {
    // when
    Outcome outcome =
        executeScript(
            SOURCE.replace(", page = 5", "")
                + """
                CREATE SINK kept FROM (SELECT symbol, close FROM ticks) WITH (connector = 'print',);
                SELECT 'unchanged;' -- a comment
                  , spread FROM ticks;
                """,
            "explain",
            "--flink");

    // then
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .isEqualTo(
            """
            CREATE TABLE `ticks__source` (
              `__trigger_epoch_ms` BIGINT METADATA FROM 'trigger-epoch-ms' VIRTUAL, symbol STRING, buy FLOAT, sell FLOAT, `close` DOUBLE,
              spread AS CAST((sell - buy) AS FLOAT),
              fired TIMESTAMP(3) METADATA FROM 'trigger-time-utc' VIRTUAL,
              start_at AS CAST((`__trigger_epoch_ms` / 1000 - (5 * 60)) AS BIGINT)
            ) WITH (
              'connector' = 'http', 'url' = 'http://localhost:1/ticks', 'schedule' = '* * * * *',
              'headers.Accept' = 'application/json'
            );

            CREATE VIEW `ticks` AS SELECT `symbol`, `buy`, `sell`, `close`, `spread`, `fired`, `start_at` FROM `ticks__source`;

            CREATE TABLE `kept` (`symbol` STRING, `close` DOUBLE) WITH ('connector' = 'print');

            INSERT INTO `kept` SELECT symbol, `close` FROM ticks;

            SELECT 'unchanged;' -- a comment
              , spread FROM ticks;
            """);
  }

  @Test
  void should_run_the_flink_sql_that_a_script_becomes() {
    // given
    String flink =
        executeScript(
                SOURCE.replace(", page = 5", "") + "SELECT symbol, start_at FROM ticks;",
                "explain",
                "--flink")
            .out();

    // when
    Outcome again = executeScript(flink, "explain", "--flink");

    // then
    assertThat(again).isEqualTo(new Outcome(0, flink, ""));
  }

  @Test
  void should_point_into_the_text_of_the_user() {
    // when
    Outcome outcome =
        executeScript(
            SOURCE
                + """
                CREATE SINK kept FROM (SELECT symbol,
                  closed FROM ticks) WITH (connector = 'print',);
                CREATE SINK other AS SELECT symbol FROM ticks WITH (
                  connector = 'print', standard-err = 'no');
                """,
            "check");

    // then
    assertThat(outcome.err().lines().limit(2))
        .containsExactly(
            "-:8:42: 'page': there is no such option; docs/http-source.md lists them all.");
  }

  @Test
  void should_say_what_is_wrong_in_columns_and_sinks() {
    // when
    Outcome outcome =
        executeScript(
            """
            CREATE TABLE t (a INT, b INT) WITH (connector = datagen);
            CREATE TABLE g (a INT, b INT AS (c + 1)) WITH (connector = 'datagen',);
            CREATE TABLE h (a INT) WITH (connector = 'datagen', 'number-of-rows' = 1,);
            CREATE SINK k FROM (SELECT a,
              bb FROM h) WITH (connector = 'blackhole');
            CREATE SINK l FROM h;
            CREATE SINK m FROM (SELECT a + 1 FROM h) WITH (connector = 'blackhole');
            CREATE MATERIALIZED VIEW v AS SELECT 1;
            """,
            "check");

    // then
    assertThat(outcome.err().lines())
        .containsExactly(
            "-:1:49: found datagen as the value of option 'connector': write text in quotes, as in connector ="
                + " 'datagen'",
            "-:2:34: Unknown identifier 'c'",
            "-:5:3: Column 'bb' not found in any table",
            "-:6:20: CREATE SINK has no options that say where the rows go: add WITH (connector = 'kafka', ...)",
            "-:7:1: a column of the sink's query has no name: give each expression one, as in COUNT(*) AS"
                + " orders",
            "-:8:8: materialized views are not there yet: use CREATE VIEW, and a sink for the rows that are"
                + " to be kept");
  }

  @Test
  void should_refuse_to_drop_what_others_depend_on() {
    // when
    Outcome outcome =
        executeScript(
            """
            CREATE SOURCE s (a INT) WITH (connector = 'datagen');
            CREATE VIEW v AS SELECT a FROM s;
            CREATE VIEW w AS SELECT a FROM v;
            CREATE SINK k FROM w WITH (connector = 'blackhole');
            DROP VIEW v;
            DROP SOURCE s;
            DROP SINK s;
            DROP SINK nope;
            DROP SINK IF EXISTS nope;
            """,
            "check");

    // then
    assertThat(outcome.err().lines())
        .containsExactly(
            "-:5:1: 'v' cannot be dropped, because others depend on it: view w (created at -:3:1). Drop them"
                + " first, or add CASCADE to drop them too",
            "-:6:1: 's' cannot be dropped, because others depend on it: view v (created at -:2:1). Drop them"
                + " first, or add CASCADE to drop them too",
            "-:7:1: 's' is a source, created at -:1:1: write DROP SOURCE",
            "-:8:1: the script has created no sink 'nope': take the statement out, or write DROP SINK IF"
                + " EXISTS");
  }

  @Test
  void should_drop_what_depends_on_something_first() {
    // when
    Outcome outcome =
        executeScript(
            """
            CREATE SOURCE s (a INT, b BIGINT AS (TRIGGER_EPOCH_TIME() + 1))
              WITH (connector = 'http', url = 'http://localhost:1', schedule = '* * * * *');
            CREATE VIEW v AS SELECT a FROM s;
            CREATE SINK k FROM v WITH (connector = 'blackhole');
            DROP SOURCE s CASCADE;
            CREATE TABLE t (a INT) WITH ('connector' = 'datagen');
            DROP TABLE t;
            """,
            "explain",
            "--flink");

    // then
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().lines().filter(line -> line.startsWith("DROP")))
        .containsExactly(
            "DROP TABLE `k`;",
            "DROP VIEW `v`;",
            "DROP VIEW `s`;",
            "DROP TABLE `s__source`;",
            "DROP TABLE t;");
  }

  @Test
  void should_list_sources_and_sinks() {
    // when
    Outcome outcome =
        executeScript(
            """
            CREATE SOURCE s (a INT) WITH (connector = 'datagen', 'number-of-rows' = 1);
            CREATE TABLE t (a INT) WITH (connector = 'datagen');
            CREATE SINK k FROM s WITH (connector = 'blackhole');
            SHOW SOURCES;
            SHOW SINKS;
            SHOW MATERIALIZED VIEWS;
            """,
            "run",
            "--output",
            "json");

    // then
    assertThat(outcome.out())
        .isEqualTo("{\"source name\":\"s\"}%n{\"sink name\":\"k\"}%n".formatted());
  }

  @Test
  void should_warn_of_types_that_hold_little_and_of_tables_with_two_hints() {
    // when
    Outcome outcome =
        executeScript(
            """
            CREATE TABLE t (a VARCHAR, b DECIMAL, c ROW<d VARCHAR(5), e NUMERIC>, f VARCHAR(3))
              WITH (connector = 'datagen');
            SELECT a FROM t;
            SELECT a FROM t /*+ OPTIONS('rows-per-second' = '5') */;
            """,
            "check");

    // then
    assertThat(outcome.err().lines())
        .containsExactly(
            "-:1:19: warning: VARCHAR without a length is one character in Flink's reference and any text in its"
                + " planner: write STRING",
            "-:1:30: warning: DECIMAL has no digits behind the point in Flink, it is DECIMAL(10, 0): write"
                + " DECIMAL(38, 18), say, or DOUBLE",
            "-:1:61: warning: NUMERIC has no digits behind the point in Flink, it is DECIMAL(10, 0): write"
                + " DECIMAL(38, 18), say, or DOUBLE",
            "-:4:15: warning: table 't' is read with other hints than at 3:15: these are two sources, each of"
                + " which reads by itself; give both the same hint, or none",
            "-: no problems found");
  }

  /** What the warning says of the planner. */
  @Test
  void should_take_a_text_without_a_length_for_any_text() {
    // when
    Outcome outcome =
        executeScript(
            "CREATE TABLE t (a VARCHAR) WITH ('connector' = 'datagen'); DESCRIBE t;"
                + " SELECT CAST('hello' AS VARCHAR) AS a;",
            "run",
            "--batch",
            "--output",
            "json");

    // then
    assertThat(outcome.out())
        .contains("\"name\":\"a\",\"type\":\"STRING\"")
        .endsWith("{\"a\":\"hello\"}%n".formatted());
  }

  @Test
  void should_say_which_word_begins_a_statement_or_names_its_kind() {
    // when
    Outcome outcome =
        executeScript(
            """
            CRAETE SOURCE s (a INT) WITH (connector = 'datagen');
            CREATE SORUCE s (a INT) WITH (connector = 'datagen');
            CREATE TEMP TABEL t (a INT) WITH (connector = 'datagen');
            SHOW SINK;
            DROP SIKN k;
            """,
            "check");

    // then
    assertThat(outcome.err().lines())
        .containsExactly(
            "-:1:1: found 'CRAETE'; did you mean CREATE?",
            "-:2:8: found 'SORUCE'; did you mean SOURCE?",
            "-:3:13: found 'TABEL'; did you mean TABLE?",
            "-:4:6: found 'SINK'; did you mean SINKS?",
            "-:5:6: found 'SIKN'; did you mean SINK?");
  }

  @Test
  void should_read_what_a_sink_wrote_behind_it_in_batch(@TempDir Path directory) {
    // given
    String script =
        """
        CREATE SOURCE t (a INT) WITH (connector = 'datagen', number-of-rows = 3);
        CREATE SINK files FROM t WITH (connector = 'filesystem', path = '%s', format = 'json');
        SELECT COUNT(*) AS n FROM files;
        """
            .formatted(directory.resolve("rows"));

    // when
    Outcome batch = executeScript(script, "run", "--batch", "--output", "json");
    Outcome streaming = executeScript(script, "check");

    // then
    assertThat(batch.out()).isEqualTo("{\"n\":3}%n".formatted());
    assertThat(streaming.err().lines())
        .containsExactly(
            "-:3:1: this statement reads table 'files', which the statement at -:2:1 writes; in streaming"
                + " mode both run at once, so that it would not see the rows in order: run the script with"
                + " --batch, or let this one read the same query through a view");
  }

  @Test
  void should_say_what_connectors_cannot_do() {
    // when
    Outcome outcome =
        executeScript(
            """
            CREATE SOURCE s (a INT) WITH (connector = 'ws', url = 'wss://localhost:1', jq = '.');
            CREATE TABLE t (a INT) WITH (connector = 'datagen');
            CREATE SINK k FROM t WITH (connector = 'http', url = 'http://localhost:1');
            """,
            "check");

    // then
    assertThat(outcome.err().lines())
        .containsExactly(
            "-:1:31: WebSocket tables are not there yet: poll the API with connector = 'http'",
            "-:3:28: an API is only read: rows are sent to another connector, such as kafka, filesystem"
                + " or print");
  }
}
