package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.CommandLineFixture.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions of the module sqluice in scripts. */
class FunctionsTest {

  private static final String QUERY =
      """
      CREATE VIEW bodies AS SELECT * FROM (VALUES (1, '{"a": [1.10, "x"]}'), (2, '{"a": []}')) AS t (id, body);
      SELECT id, JQ(body, '.a') AS a FROM bodies;
      """;

  private static final String ROWS =
      """
      {"id":1,"a":"[1.10,\\"x\\"]"}
      {"id":2,"a":"[]"}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {"", "LOAD MODULE sqluice;\n", "UNLOAD MODULE sqluice; LOAD MODULE sqluice;\n"})
  void should_be_there_whether_a_script_loads_them_or_not(String statements) {
    Outcome outcome = executeScript(statements + QUERY, "run", "--batch", "--output", "json");

    assertThat(outcome).isEqualTo(new Outcome(0, ROWS, ""));
  }

  @Test
  void should_be_known_to_check_and_explain() {
    assertThat(executeScript("LOAD MODULE sqluice;\n" + QUERY, "check"))
        .isEqualTo(new Outcome(0, "", String.format("-: no problems found%n")));
    Outcome explained = executeScript("LOAD MODULE sqluice;\n" + QUERY, "explain");
    assertThat(explained.exitCode()).isZero();
    assertThat(explained.out()).contains("JQ(");
  }

  @Test
  void should_be_loaded_once_only() {
    Outcome outcome =
        executeScript("LOAD MODULE sqluice;\nLOAD MODULE sqluice;\nSELECT 1;", "check");

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                2, "", String.format("-:2:1: A module with name 'sqluice' already exists%n")));
  }

  @Test
  void should_show_the_place_of_a_filter_that_does_not_compile() {
    Outcome outcome = executeScript("\n  SELECT JQ('{}', '.a | nosuch');", "check");

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                2,
                "",
                String.format(
                    "-:2:3: the jq program \".a | nosuch\" uses nosuch/0, which neither it nor jq"
                        + " (here jackson-jq) defines%n")));
  }

  @Test
  void should_show_where_duckdb_finds_a_typo_in_a_query() {
    Outcome outcome =
        executeScript(
            "SELECT * FROM (VALUES '{}') AS t (b), LATERAL TABLE(DUCKDB_JSON(b, 'SELECT sku FORM"
                + " payload'));",
            "check");

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                2,
                "",
                """
                -:1:1: DUCKDB_JSON: Parser Error: syntax error at or near "payload"
                    LINE 1: SELECT sku FORM payload
                                            ^
                """));
  }
}
