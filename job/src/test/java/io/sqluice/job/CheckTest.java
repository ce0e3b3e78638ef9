package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.CommandLineFixture.Outcome;
import org.junit.jupiter.api.Test;

class CheckTest {

  @Test
  void should_find_nothing_wrong_with_a_good_script() {
    Outcome outcome =
        executeScript(
            """
            SET 'pipeline.name' = 'good';
            CREATE TABLE t (id BIGINT) WITH ('connector' = 'datagen');
            CREATE VIEW v AS SELECT id + 1 AS id FROM t;
            SHOW TABLES;
            SELECT id FROM v;
            """,
            "check");

    assertThat(outcome).isEqualTo(new Outcome(0, "", String.format("-: no problems found%n")));
  }

  @Test
  void should_report_every_problem_with_its_place() {
    Outcome outcome =
        executeScript(
            """
            -- what follows is wrong
            CREATE TABLE bad (id BIGINT) WITH (
              'connector' = 'datagen',
              'rows-per-sec' = '5'
            );
            CREATE TABLE good (id BIGINT, name STRING) WITH ('connector' = 'datagen');
            SELECT nme FROM good;
            SELECT '${long:-a value that moves what follows}', idd FROM good;
            SELECT id
              FORM good;
            SELECT * FROM bad;
            SELECT * FROM nope;
            CREATE TABLE sink (id STRING) WITH ('connector' = 'prnt');
            INSERT INTO sink SELECT name FROM good;
            SELECT id FROM good;
            SET 'a' = 'b';
            CREATE TABLE broken (id BIGNT) WITH ('connector' = 'datagen');
            SELECT * FROM broken;
            SELECT 1
            SELECT 2;
            CREATE TABLE bare (id INT);
            CREATE TABLE files (id INT) WITH ('connector' = 'filesystem', 'format' = 'csv');
            QUIT;
            UPDATE good SET id = 1;
            """,
            "check");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines().map(CheckTest::withoutConnectors))
        .containsExactly(
            "-:4:3: Unsupported options found for 'datagen'. Unsupported options: rows-per-sec; Supported"
                + " options: connector, fields.id.kind, fields.id.max, fields.id.min, fields.id.null-rate,"
                + " number-of-rows, rows-per-second, scan.parallelism",
            "-:7:8: Column 'nme' not found in any table; did you mean 'name'?",
            "-:8:52: Column 'idd' not found in any table; did you mean 'id'?",
            "-:10:3: found 'FORM'; did you mean FROM?",
            "-:12:15: Object 'nope' not found",
            "-:13:37: Could not find any factory for identifier 'prnt' that implements"
                + " 'org.apache.flink.table.factories.DynamicTableFactory' in the classpath. Available factory"
                + " identifiers are: ...",
            "-:16:1: a SET behind the first query (-:14:1) has no effect on it, and all queries run as one"
                + " job: move it above",
            "-:17:25: Unknown identifier 'BIGNT'; did you mean 'BIGINT'?",
            "-:20:1: Incorrect syntax near the keyword 'SELECT'. Is a ; missing before it?",
            "-:21:1: the table has no option 'connector': add 'connector' = 'http' or another one",
            "-:22:1: One or more required options are missing. Missing required options are: path",
            "-:23:1: this command is for interactive use: take it out of the script",
            "-:24:1: DELETE and UPDATE run as a job of their own, which a script cannot do: run them in the"
                + " Flink SQL client");
  }

  @Test
  void should_report_each_option_of_an_http_table_at_its_place() {
    Outcome outcome =
        executeScript(
            """
            CREATE TABLE tickers (symbol STRING) WITH (
              'connector' = 'http',
              'url' = 'ftp://host',
              'methd' = 'GET'
            );
            """,
            "check");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err().lines())
        .contains(
            "-:3:3: 'url': the scheme is 'ftp'; expected http or https",
            "-:4:3: 'methd': there is no such option; did you mean 'method'?")
        .allMatch(line -> line.matches("-:\\d+:\\d+: '[a-z.-]+': .*"));
  }

  @Test
  void should_warn_of_literal_credentials_without_showing_them() {
    Outcome outcome =
        executeScript(
            """
            CREATE SECRET key WITH (backend = 'meta') AS 'v'; CREATE TABLE tickers (symbol STRING) WITH (
              'connector' = 'http',
              'url' = 'http://localhost/',
              'scan.poll-interval' = '1 min',
              'headers.Authorization' = 'Bearer ${token:-t0p-secret-value}',
              'params.api_key' = '{{secret.key}}'
            );
            CREATE TABLE others WITH ('params.password' = 'an0ther') LIKE tickers;
            """,
            "check");

    String advice =
        " looks like a credential, and will be shown in plans, SHOW CREATE TABLE and logs; write"
            + " {{secret.name}} or SECRET name in its place, and put the value into the variable"
            + " SQLUICE_SECRET_NAME";
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err().lines())
        .containsExactly(
            "-:5:3: warning: 'headers.Authorization' of table"
                + " default_catalog.default_database.tickers"
                + advice,
            "-:8:1: warning: 'headers.Authorization' of table"
                + " default_catalog.default_database.others"
                + advice,
            "-:8:27: warning: 'params.password' of table default_catalog.default_database.others"
                + advice,
            "-: no problems found");
  }

  @Test
  void should_report_the_same_problems_when_run() {
    String script =
        """
        CREATE TABLE bad (id BIGINT) WITH ('connector' = 'datagen', 'a' = 'b');
        SELECT x FROM bad;
        SELECT 1;
        """;

    Outcome run = executeScript(script, "run");

    assertThat(run).isEqualTo(executeScript(script, "check"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(2);
  }

  @Test
  void should_reject_a_streaming_script_that_reads_what_it_writes() {
    String script =
        """
        CREATE TABLE t (id INT) WITH ('connector' = 'filesystem', 'path' = '/nowhere', 'format' = 'csv');
        CREATE VIEW v AS SELECT id FROM t;
        INSERT INTO t VALUES (1);
        SELECT COUNT(*) FROM (VALUES (1)) AS o(id) WHERE id IN (SELECT id FROM v);
        """;

    Outcome outcome = executeScript(script, "check");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo(
            String.format(
                "-:4:1: this statement reads table 't', which the statement at -:3:1 writes; in streaming"
                    + " mode both run at once, so that it would not see the rows in order: run the script"
                    + " with --batch, or let this one read the same query through a view%n"));
    assertThat(executeScript(script, "check", "--batch").exitCode()).isZero();
  }

  @Test
  void should_name_all_missing_parameters() {
    Outcome outcome = executeScript("SELECT ${a}, '${b}';", "check");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err().lines())
        .hasSize(2)
        .allMatch(line -> line.matches("-:1:(8|15): parameter '[ab]' has no value: give .*"));
  }

  @Test
  void should_explain_one_scan_for_queries_that_share_a_table() {
    Outcome outcome =
        executeScript(
            """
            CREATE TABLE t (id BIGINT, name STRING, price FLOAT, up AS UPPER(name))
              WITH ('connector' = 'datagen');
            CREATE VIEW v AS SELECT id, price FROM t WHERE price > 1;
            CREATE TABLE k (c BIGINT) WITH ('connector' = 'blackhole');
            SELECT id FROM t WHERE id > 10;
            SELECT name, up FROM t;
            SELECT COUNT(*) FROM v;
            SELECT a.id FROM t a JOIN t b ON a.id = b.id;
            EXECUTE STATEMENT SET BEGIN INSERT INTO k SELECT id FROM v; END;
            """,
            "explain");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).startsWith("== Abstract Syntax Tree ==\n");
    String execution =
        outcome.out().substring(outcome.out().indexOf("== Optimized Execution Plan =="));
    assertThat(execution.split("TableSourceScan", -1)).hasSize(2);
    assertThat(execution.split("Sink\\(table", -1)).hasSize(6);
  }

  /** Other modules bring connectors of their own. */
  private static String withoutConnectors(String line) {
    return line.replaceFirst("(Available factory identifiers are: ).*", "$1...");
  }
}
