package io.sqluice.job.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BatchCallsTest {

  private static final Pattern UID = Pattern.compile(", uid => '([^']*)'\\)");

  @Test
  void should_name_calls_after_what_they_are_for_and_their_state() {
    assertThat(
            uids(
                """
                CREATE TEMPORARY VIEW IF NOT EXISTS c.d.`by 5` (n) AS SELECT * FROM DUCKDB(input => TABLE t, size => 5);
                SELECT 1;
                SELECT * FROM duckdb(input => TABLE t, duration => '1 s', on_time => DESCRIPTOR(ts));
                INSERT INTO sink (a, b) SELECT * FROM `DUCKDB`(input => TABLE t, relaxed => TRUE, duration => '1 s');
                EXECUTE STATEMENT SET BEGIN
                  INSERT INTO a SELECT * FROM DUCKDB(input => TABLE t, size => 1);
                  INSERT OVERWRITE b SELECT * FROM DUCKDB(input => TABLE t, batch_by => DESCRIPTOR(f, l));
                END;
                CREATE TABLE made AS SELECT * FROM DUCKDB(input => TABLE t, size => 1);
                EXPLAIN SELECT * FROM DUCKDB(input => TABLE t, size => 1);
                """))
        .containsExactly(
            "duckdb-by_5-size",
            "duckdb-select-2-duration-on_time",
            "duckdb-sink-duration-relaxed",
            "duckdb-a-size",
            "duckdb-b-batch_by",
            "duckdb-made-size",
            "duckdb-explain-size");
  }

  @Test
  void should_number_calls_for_the_same() {
    assertThat(
            uids(
                "CREATE VIEW v AS SELECT * FROM DUCKDB(input => TABLE t, size => 1) UNION ALL SELECT"
                    + " * FROM DUCKDB(input => (SELECT * FROM DUCKDB(input => TABLE t, size => 2)),"
                    + " size => 3)"))
        .containsExactly("duckdb-v-size", "duckdb-v-size-3", "duckdb-v-size-2");
  }

  @Test
  void should_keep_away_from_names_that_the_user_has_given() {
    assertThat(
            uids(
                "SELECT * FROM DUCKDB(input => TABLE t, size => 1); SELECT * FROM other(input =>"
                    + " TABLE t, uid => 'duckdb-select-1-size'); SELECT * FROM DUCKDB(input =>"
                    + " TABLE t, uid => 'mine', size => 1)"))
        .containsExactly("duckdb-select-1-size-2", "duckdb-select-1-size");
  }

  @Test
  void should_leave_alone_what_is_no_call_by_names() {
    for (String sql :
        List.of(
            "SELECT * FROM DUCKDB(TABLE t, 'SELECT 1', 5)",
            "SELECT 'DUCKDB(size => 1)' /* DUCKDB(size => 1) */",
            "SELECT * FROM mine.db.DUCKDB(size => 1)",
            "DESCRIBE FUNCTION DUCKDB",
            "SELECT * FROM DUCKDB(",
            "SELECT * FROM DUCKDB()")) {
      assertThat(read(sql).get(0).tokens()).hasSameSizeAs(tokens(sql));
    }
  }

  @Test
  void should_keep_the_text_and_the_places_of_the_file() {
    String sql = "SELECT '${a}' FROM DUCKDB(size => ${a}), wrong,\n wrong2";
    Statement statement = read(sql).get(0);

    assertThat(statement.text())
        .isEqualTo(
            "SELECT '12345' FROM DUCKDB(size => 12345, uid => 'duckdb-select-1-size'), wrong,\n"
                + " wrong2");
    assertThat(statement.originalText()).isEqualTo(sql);
    assertThat(statement.positionOf(1, statement.text().indexOf("wrong") + 1))
        .isEqualTo(new Position(1, sql.indexOf("wrong") + 1));
    assertThat(statement.positionOf(1, statement.text().indexOf("uid") + 1))
        .isEqualTo(new Position(1, sql.indexOf(')') + 1));
    assertThat(statement.positionOf(2, 2)).isEqualTo(new Position(2, 2));
  }

  private static List<Token> tokens(String sql) {
    return Tokenizer.tokenize(sql, Tokenizer.Parameters.REPLACED).stream()
        .filter(token -> token.kind() != Token.Kind.COMMENT)
        .toList();
  }

  private static List<String> uids(String sql) {
    return read(sql).stream()
        .flatMap(statement -> UID.matcher(statement.text()).results())
        .map((MatchResult uid) -> uid.group(1))
        .toList();
  }

  private static List<Statement> read(String sql) {
    return Script.read("x.sql", "x.sql", sql, ScriptParameters.from(List.of(Map.of("a", "12345"))))
        .statements();
  }
}
