package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.CommandLineFixture.Outcome;
import io.sqluice.job.demo.DemoApi;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts with tables that declare no columns. */
class SchemaInferenceTest {

  /** Refuses connections. */
  private static final String NOWHERE = "http://127.0.0.1:1/";

  @TempDir Path folder;

  @Test
  void should_keep_the_names_of_catalog_and_database() {
    Outcome outcome =
        executeScript(
            "SHOW CATALOGS; SHOW DATABASES; SHOW CURRENT CATALOG; SHOW CURRENT DATABASE;",
            "run",
            "--output",
            "json");

    assertThat(outcome.lines())
        .containsExactly(
            "{\"catalog name\":\"default_catalog\"}",
            "{\"database name\":\"default_database\"}",
            "{\"current catalog name\":\"default_catalog\"}",
            "{\"current database name\":\"default_database\"}");
  }

  @Test
  void should_fetch_the_columns_when_a_script_runs() throws Exception {
    try (DemoApi api = DemoApi.start(0)) {
      Outcome outcome =
          executeScript(
              """
              CREATE TABLE t WITH (
                'connector' = 'http', 'url' = '%s/api/v1/market/allTickers',
                'jq' = '.data.ticker[:1][] | {symbol}', 'schema.infer' = 'fetch');
              SELECT * FROM t;
              """
                  .formatted(api.scriptParameters().get("kucoin")),
              "run",
              "--batch",
              "--output",
              "json");

      assertThat(outcome.lines()).containsExactly("{\"symbol\":\"BTC-USDT\"}");
    }
  }

  @Test
  void should_send_no_request_in_check_and_say_what_is_not_checked() {
    Outcome outcome =
        executeScript(
            """
            CREATE TABLE t WITH (
              'connector' = 'http', 'url' = '%s', 'scan.poll-interval' = '1 s',
              'schema.infer' = 'fetch');
            CREATE VIEW v AS SELECT id FROM t;
            CREATE TABLE good (id BIGINT) WITH ('connector' = 'datagen');
            SELECT * FROM v;
            SELECT idd FROM good;
            INSERT INTO nope SELECT id FROM good;
            """
                .formatted(NOWHERE),
            "check");

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                2,
                "",
                """
                -:3:3: not checked: the columns of table default_catalog.default_database.t come from a request, which is sent when the script runs; neither it nor what reads it is looked at
                -:7:8: Column 'idd' not found in any table; did you mean 'id'?
                -:8:1: Object 'nope' not found
                """));
  }

  @Test
  void should_explain_the_rest() {
    Outcome outcome =
        executeScript(
            """
            CREATE TABLE t WITH (
              'connector' = 'http', 'url' = '%s', 'scan.poll-interval' = '1 s',
              'schema.infer' = 'fetch');
            CREATE TABLE good (id BIGINT) WITH ('connector' = 'datagen');
            SELECT * FROM t;
            SELECT id FROM good;
            """
                .formatted(NOWHERE),
            "explain");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).startsWith("-:3:3: not checked: the columns of table ");
    assertThat(outcome.out()).contains("table=[[default_catalog, default_database, good]]");
  }

  @Test
  void should_check_tables_with_the_columns_of_a_sample() throws Exception {
    Path sample = Files.writeString(folder.resolve("sample.json"), "[{\"id\": 1}]");

    Outcome outcome =
        executeScript(
            """
            CREATE TABLE t WITH (
              'connector' = 'http', 'url' = '%s', 'scan.poll-interval' = '1 s',
              'schema.infer' = 'fetch', 'schema.sample' = '%s');
            SELECT id FROM t;
            SELECT name FROM t;
            """
                .formatted(NOWHERE, sample),
            "check");

    assertThat(outcome)
        .isEqualTo(new Outcome(2, "", "-:5:8: Column 'name' not found in any table\n"));
  }

  @Test
  void should_point_at_the_option_that_gives_no_columns() throws Exception {
    Outcome outcome =
        executeScript(
            """
            CREATE TABLE t WITH (
              'connector' = 'http', 'url' = '%s', 'scan.poll-interval' = '1 s',
              'schema.sample' = '%s');
            CREATE TABLE u WITH ('connector' = 'http', 'url' = '%s');
            SELECT id FROM t;
            """
                .formatted(NOWHERE, folder, NOWHERE),
            "check");

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                2,
                "",
                """
                -:3:3: 'schema.sample': found '%s', but %s is a folder; name a file with an answer of the API, such as curl saves with -o.
                -:4:1: Table default_catalog.default_database.u has 1 problem: - it declares no columns, and nothing says what they are; declare them, name a file with an answer in 'schema.sample', or let one request find them with 'schema.infer' = 'fetch'.
                """
                    .formatted(folder, folder)));
  }

  @Test
  void should_join_with_a_lookup_table_that_declares_its_parameters_alone() throws Exception {
    try (DemoApi api = DemoApi.start(0)) {
      Path sample =
          Files.writeString(folder.resolve("sample.json"), "{\"code\": \"200000\", \"data\": []}");
      Outcome outcome =
          executeScript(
              """
              CREATE TABLE t ($symbol STRING) WITH (
                'connector' = 'lookup-http',
                'url' = '%s/api/v1/market/candles?type=1min&symbol=$symbol&startAt=1700000000&endAt=1700000060',
                'jq' = '{code}', 'schema.sample' = '%s');
              CREATE VIEW v AS SELECT 'BTC-USDT' AS s, PROCTIME() AS now;
              SELECT v.s, t.code FROM v JOIN t FOR SYSTEM_TIME AS OF v.now ON t.`$symbol` = v.s;
              """
                  .formatted(api.scriptParameters().get("kucoin"), sample),
              "run",
              "--output",
              "json");

      assertThat(outcome.lines()).containsExactly("{\"s\":\"BTC-USDT\",\"code\":\"200000\"}");
    }
  }
}
