package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.CommandLineFixture.Outcome;
import io.sqluice.job.dialect.GrammarCase;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The statements of the dialect: what each becomes, or what is said of it and where. Positions
 * count from the first line of the case.
 */
class GrammarTest {

  private static final String TABLES = tables();

  private static final Pattern PLACE = Pattern.compile("-:(\\d+):");

  @ParameterizedTest
  @MethodSource("io.sqluice.job.dialect.GrammarCase#all")
  void should_become_what_is_expected(GrammarCase grammarCase) {
    assertThat(outcome(grammarCase)).isEqualTo(grammarCase.outcome());
  }

  /** Writes what comes of each case into the pages, to be read before it is committed. */
  @Test
  @EnabledIfSystemProperty(named = "sqluice.docs.write", matches = "true")
  void should_write_outcomes() throws IOException {
    for (var page : GrammarCase.pages().toList()) {
      GrammarCase.rewrite(page, GrammarCase.on(page).stream().map(GrammarTest::outcome).toList());
    }
  }

  /** What {@code explain --flink} prints, but for the tables that come before each case. */
  private static String outcome(GrammarCase grammarCase) {
    String tables = GrammarCase.tables();
    Outcome outcome = executeScript(tables + grammarCase.input() + "\n", "explain", "--flink");
    int lines = (int) tables.lines().count();
    String said =
        PLACE
            .matcher(outcome.err())
            .replaceAll(place -> "-:" + (Integer.parseInt(place.group(1)) - lines) + ":");
    return said + outcome.out().replace(TABLES + "\n", "").replace(TABLES, "");
  }

  /** The tables by themselves. */
  private static String tables() {
    return executeScript(GrammarCase.tables(), "explain", "--flink").out();
  }
}
