package io.sqluice.job.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatementSplitterTest {

  @Test
  void should_split_at_semicolons_outside_quotes_and_comments() {
    assertThat(texts("SELECT ';' -- ;\n, `;`; /* ; */ SELECT 2;; ;\nSELECT 3 -- no semicolon"))
        .containsExactly("SELECT ';' -- ;\n, `;`", "SELECT 2", "SELECT 3");
  }

  @Test
  void should_keep_a_statement_set_together() {
    String set =
        "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT CASE WHEN x THEN 1 END FROM t; INSERT INTO b"
            + " SELECT 1; END";

    assertThat(texts("SELECT 1; " + set + "; SELECT 2"))
        .containsExactly("SELECT 1", set, "SELECT 2");
    assertThat(texts("EXPLAIN STATEMENT SET BEGIN INSERT INTO a SELECT 1; END;"))
        .containsExactly("EXPLAIN STATEMENT SET BEGIN INSERT INTO a SELECT 1; END");
    assertThat(texts("BEGIN STATEMENT SET; INSERT INTO a SELECT 1; END;"))
        .containsExactly("BEGIN STATEMENT SET", "INSERT INTO a SELECT 1", "END");
  }

  @Test
  void should_find_places_of_a_statement_in_the_file() {
    Statement second = split("-- c\nSELECT 1;\n\n  SELECT ${a},\n    b").get(1);

    assertThat(second.position()).hasToString("4:3");
    assertThat(second.positionOf(1, 8)).hasToString("4:10");
    assertThat(second.positionOf(2, 5)).hasToString("5:5");
    assertThat(second.text()).isEqualTo("SELECT 12345,\n    b");
    assertThat(second.originalText()).isEqualTo("SELECT ${a},\n    b");
    assertThat(second).hasToString("x.sql:4:3");
  }

  @Test
  void should_say_where_a_string_is_not_closed() {
    assertThatThrownBy(() -> split("SELECT 1;\nSELECT 'a;"))
        .isInstanceOf(ScriptException.class)
        .hasMessage("x.sql:2:8: the string that starts here is not closed: add ' behind it");
  }

  @Test
  void should_read_settings_without_a_planner() {
    List<Statement> statements =
        split("SET 'a.b' = 'it''s'; SET c.d-e=2 s; RESET 'a.b'; RESET; SET; SELECT 1");

    assertThat(statements.stream().map(Setting::of))
        .containsExactly(
            Optional.of(new Setting(Optional.of("a.b"), Optional.of("it's"))),
            Optional.of(new Setting(Optional.of("c.d-e"), Optional.of("2s"))),
            Optional.of(new Setting(Optional.of("a.b"), Optional.empty())),
            Optional.of(new Setting(Optional.empty(), Optional.empty())),
            Optional.empty(),
            Optional.empty());
  }

  private static List<String> texts(String script) {
    return split(script).stream().map(Statement::text).toList();
  }

  private static List<Statement> split(String script) {
    return Script.read(
            "x.sql", "x.sql", script, ScriptParameters.from(List.of(Map.of("a", "12345"))))
        .statements();
  }
}
