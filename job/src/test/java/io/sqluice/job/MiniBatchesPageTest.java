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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs what docs/mini-batches.md shows: each piece of SQL behind the first one, with the rows below
 * it; without rows it is checked.
 */
class MiniBatchesPageTest {

  private static final Path PAGE = Path.of("../docs/mini-batches.md");

  private static final Pattern BLOCK =
      Pattern.compile("(?s)```sql\n(.*?)```(?:\n\n```json\n(.*?)```)?");

  record Snippet(String script, String rows) {}

  static List<Snippet> snippets() throws IOException {
    List<MatchResult> blocks = BLOCK.matcher(Files.readString(PAGE)).results().toList();
    String tables = blocks.get(0).group(1);
    return blocks.stream()
        .skip(1)
        .map(block -> new Snippet(tables + block.group(1), block.group(2)))
        .toList();
  }

  static List<Snippet> snippetsWithRows() throws IOException {
    return snippets().stream().filter(snippet -> snippet.rows() != null).toList();
  }

  @ParameterizedTest
  @MethodSource("snippetsWithRows")
  void should_show_what_the_runner_prints(Snippet snippet) {
    assertThat(executeScript(snippet.script(), "run", "--output", "json"))
        .isEqualTo(new Outcome(0, snippet.rows(), ""));
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void should_show_what_can_be_planned(Snippet snippet) {
    assertThat(executeScript(snippet.script(), "check"))
        .isEqualTo(new Outcome(0, "", String.format("-: no problems found%n")));
  }

  @Test
  void should_explain_every_argument() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(MiniBatchesTest.ARGUMENTS.split(", "))
        .allSatisfy(argument -> assertThat(page).contains("\n| `" + argument + "` | "));
  }
}
