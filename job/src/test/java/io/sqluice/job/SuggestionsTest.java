package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.CommandLineFixture.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of misspelt words. */
@Timeout(120)
class SuggestionsTest {

  private static final String TABLE =
      "CREATE TABLE tickers (id BIGINT, symbol STRING) WITH ('connector' = 'datagen');\n";

  private static void assertProblems(String script, String... problems) {
    Outcome outcome = executeScript(TABLE + script, "check");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err().lines()).containsExactly(problems);
  }

  @Test
  void should_name_the_keyword_that_was_meant() {
    assertProblems(
        """
        SELCT id FROM tickers;
        SELECT id FORM tickers;
        SELECT id FROM tickers WHER id > 3;
        SELECT symbol, COUNT(*) AS c FROM tickers GROPU BY symbol;
        SELECT symbol, COUNT(*) AS c FROM tickers GROUP YB symbol;
        CRAETE TABLE u (id BIGINT) WITH (connector = 'datagen',);
        CREATE TABEL u (id BIGINT) WITH ('connector' = 'datagen');
        CREATE TABLE u (id BIGINT) WIHT ('connector' = 'datagen');
        INSERT INOT tickers SELECT 1, 'a';
        INSERT INTO tickers SELCT 1, 'a';
        SELECT x.id FROM tickers x LEFT JION tickers AS y ON TRUE;
        SELECT x.id FROM tickers x LEFT JOIN tickers y NO x.id = y.id;
        CREATE VEIW v AS SELECT 1;
        SHOW TABELS;
        SELECT CASE WHEN id = 1 THEN 2 ESLE 3 END FROM tickers;
        """,
        "-:2:1: found 'SELCT'; did you mean SELECT?",
        "-:3:11: found 'FORM'; did you mean FROM?",
        "-:4:24: found 'WHER'; did you mean WHERE?",
        "-:5:43: found 'GROPU'; did you mean GROUP?",
        "-:6:49: found 'YB'; did you mean BY?",
        "-:7:1: found 'CRAETE'; did you mean CREATE?",
        "-:8:8: found 'TABEL'; did you mean TABLE?",
        "-:9:28: found 'WIHT'; did you mean WITH?",
        "-:10:8: found 'INOT'; did you mean INTO?",
        "-:11:21: found 'SELCT'; did you mean SELECT?",
        "-:12:33: found 'JION'; did you mean JOIN?",
        "-:13:48: found 'NO'; did you mean ON?",
        "-:14:8: found 'VEIW'; did you mean VIEW?",
        "-:15:6: found 'TABELS'; did you mean TABLES?",
        "-:16:32: found 'ESLE'; did you mean ELSE?");
  }

  @Test
  void should_name_the_table_column_type_or_function_that_was_meant() {
    assertProblems(
        """
        SELECT * FROM tickrs;
        INSERT INTO tickrs SELECT 1, 'a';
        SELECT symbl FROM tickers;
        SELECT t.smybol FROM tickers AS t;
        SELECT ticker.symbol FROM tickers;
        SELECT UPPR(symbol) FROM tickers;
        CREATE TABLE u (id BIGNT) WITH ('connector' = 'datagen');
        """,
        "-:2:15: Object 'tickrs' not found; did you mean 'tickers'?",
        "-:3:1: Object 'tickrs' not found; did you mean 'tickers'?",
        "-:4:8: Column 'symbl' not found in any table; did you mean 'symbol'?",
        "-:5:10: Column 'smybol' not found in table 't'; did you mean 'symbol'?",
        "-:6:8: Table 'ticker' not found; did you mean 'tickers'?",
        "-:7:8: No match found for function signature UPPR(<CHARACTER>); did you mean 'UPPER'?",
        "-:8:20: Unknown identifier 'BIGNT'; did you mean 'BIGINT'?");
  }

  @Test
  void should_suggest_nothing_where_nothing_is_near() {
    assertProblems(
        """
        SELECT * FROM nowhere;
        SELECT nothing FROM tickers;
        SELECT table FROM tickers;
        SELECT id, FROM tickers;
        SELECT 1
        SELECT 2;
        """,
        "-:2:15: Object 'nowhere' not found",
        "-:3:8: Column 'nothing' not found in any table",
        "-:4:8: Encountered \"table\". It is a reserved word: as a name, write it in backquotes, `table`.",
        "-:5:12: Incorrect syntax near the keyword 'FROM'.",
        "-:7:1: Incorrect syntax near the keyword 'SELECT'. Is a ; missing before it?");
  }
}
