package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.execute;
import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.CommandLineFixture.Outcome;
import io.sqluice.job.demo.DemoApi;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that prints a CREATE TABLE. */
class InferTest {

  @TempDir Path folder;

  @Test
  void should_print_the_table_of_what_an_API_answers_and_run_what_it_printed() throws Exception {
    try (DemoApi api = DemoApi.start(0)) {
      String url = api.scriptParameters().get("kucoin") + "/api/v1/market/allTickers";
      String jq = ".data.ticker[:2][] | {symbol, buy: (.buy | tonumber), \"it''s\": \"x\"}";

      // when
      Outcome outcome = execute("infer", "--url", url, "--jq", jq.replace("''", "'"));

      // then
      assertThat(outcome)
          .isEqualTo(
              new Outcome(
                  0,
                  """
                  CREATE TABLE inferred (
                      symbol STRING,
                      buy DOUBLE,
                      `it's` STRING
                  ) WITH (
                      'connector' = 'http',
                      'url' = '%s',
                      'jq' = '%s',
                      'scan.poll-interval' = '1 min'
                  );
                  """
                      .formatted(url, jq),
                  ""));
      Outcome run =
          executeScript(
              outcome.out() + "SELECT symbol FROM inferred;", "run", "--batch", "--output", "json");
      assertThat(run.lines())
          .containsExactly("{\"symbol\":\"BTC-USDT\"}", "{\"symbol\":\"ETH-USDT\"}");
    }
  }

  @Test
  void should_leave_the_url_of_a_file_to_fill_in() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("answer.json"),
            "{\"value\": 1, \"row\": {\"a\": [1], \"b c\": true}, \"a-b\": \"2024-01-02\"}");

    Outcome outcome = execute("infer", "--file", file.toString(), "--table", "values");

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                0,
                """
                CREATE TABLE `values` (
                    `value` BIGINT,
                    `row` ROW<`a` ARRAY<BIGINT>, `b c` BOOLEAN>,
                    `a-b` DATE
                ) WITH (
                    'connector' = 'http',
                    'url' = '${url}',
                    'scan.poll-interval' = '1 min'
                );
                """,
                "sqluice: put the API's address in the place of ${url}, or run the script with --param url=ADDRESS%n"
                    .formatted()));
    Outcome check =
        executeScript(
            outcome.out() + "SELECT * FROM `values`;", "check", "--param", "url=http://localhost");
    assertThat(check).isEqualTo(new Outcome(0, "", String.format("-: no problems found%n")));
  }

  @Test
  void should_let_DuckDB_read_csv_and_pass_other_options_on() throws Exception {
    Path file = Files.writeString(folder.resolve("a.csv"), "id;name\n1;x\n");

    Outcome outcome =
        execute(
            "infer", "--file", file.toString(), "--format", "csv", "--with", "schedule=* * * * *");

    assertThat(outcome.out())
        .isEqualTo(
            """
            CREATE TABLE inferred (
                id BIGINT,
                name STRING
            ) WITH (
                'connector' = 'http',
                'url' = '${url}',
                'format' = 'csv',
                'transform.sql' = 'SELECT * FROM payload',
                'schedule' = '* * * * *'
            );
            """);
  }

  @Test
  void should_tell_wrong_usage_from_an_answer_of_no_use() throws Exception {
    Path file = Files.writeString(folder.resolve("answer.json"), "[5]");

    assertThat(execute("infer"))
        .isEqualTo(
            new Outcome(
                2,
                "",
                "sqluice: Error: Missing required argument (specify one of these): (--url=URL | --file=FILE)%nTry 'sqluice infer --help'.%n"
                    .formatted()));
    assertThat(execute("infer", "--file", "none.json"))
        .isEqualTo(
            new Outcome(
                2,
                "",
                "sqluice: cannot read the file none.json: there is no such file%nTry 'sqluice infer --help'.%n"
                    .formatted()));
    assertThat(execute("infer", "--file", file.toString(), "--jq", ".["))
        .satisfies(
            outcome -> {
              assertThat(outcome.exitCode()).isEqualTo(2);
              assertThat(outcome.err())
                  .startsWith("sqluice: 'jq': jq does not understand \".[\": ");
            });
    assertThat(execute("infer", "--file", file.toString()))
        .isEqualTo(
            new Outcome(
                1,
                "",
                "sqluice: no columns can be made of %s: record 1 is 5, expected an object, whose fields become the columns; let jq make one, as in {value: .}.%n"
                    .formatted(file)));
  }

  @Test
  void should_say_what_the_API_answered() throws Exception {
    try (DemoApi api = DemoApi.start(0)) {
      String url = api.scriptParameters().get("kucoin") + "/no/such/path";

      Outcome outcome = execute("infer", "--url", url);

      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err()).startsWith("sqluice: GET " + url).contains("404");
    }
  }
}
