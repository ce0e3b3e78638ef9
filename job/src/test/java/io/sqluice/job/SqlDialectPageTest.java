package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.CommandLineFixture.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Translates what docs/sql-dialect.md shows: each piece of SQL behind the first one, with the Flink
 * SQL below it, or the problems that are reported.
 */
class SqlDialectPageTest {

  private static final Pattern BLOCK =
      Pattern.compile(
          "(?s)```sql\n((?:(?!```).)*)```\n"
              + "(?:\nbecomes\n\n```sql\n((?:(?!```).)*)```|\n```text\n((?:(?!```).)*)```)?");

  private static final Pattern PLACE = Pattern.compile("-:(\\d+):");

  record Snippet(String tables, String script, String flink, String problems) {

    @Override
    public String toString() {
      return script;
    }
  }

  static List<Snippet> snippets() throws IOException {
    List<MatchResult> blocks =
        BLOCK.matcher(Files.readString(Path.of("../docs/sql-dialect.md"))).results().toList();
    String tables = blocks.get(0).group(1);
    return blocks.stream()
        .skip(1)
        .map(block -> new Snippet(tables, block.group(1), block.group(2), block.group(3)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void should_show_what_statements_become(Snippet snippet) {
    Outcome tables = executeScript(snippet.tables(), "explain", "--flink");
    Outcome outcome = executeScript(snippet.tables() + snippet.script(), "explain", "--flink");

    assertThat(outcome.out().replace(tables.out() + "\n", ""))
        .isEqualTo(snippet.flink() == null ? "" : snippet.flink());
    assertThat(withoutTables(outcome.err(), snippet))
        .isEqualTo(snippet.problems() == null ? "" : snippet.problems());
  }

  /** Places as the reader counts lines: in the piece alone. */
  private static String withoutTables(String problems, Snippet snippet) {
    long lines = snippet.tables().lines().count();
    return PLACE
        .matcher(problems)
        .replaceAll(place -> "-:" + (Long.parseLong(place.group(1)) - lines) + ":");
  }
}
