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
 * Runs what docs/functions.md shows: each piece of SQL over the first one, with the rows below it.
 */
class FunctionsPageTest {

  private static final Pattern BLOCK =
      Pattern.compile("(?s)```sql\n(.*?)```(?:\n\n```json\n(.*?)```)?");

  record Snippet(String script, String rows) {}

  static List<Snippet> snippets() throws IOException {
    List<MatchResult> blocks =
        BLOCK.matcher(Files.readString(Path.of("../docs/functions.md"))).results().toList();
    String view = blocks.get(0).group(1);
    return blocks.stream()
        .skip(1)
        .map(block -> new Snippet(view + block.group(1), block.group(2)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void should_show_what_the_runner_prints(Snippet snippet) {
    Outcome outcome = executeScript(snippet.script(), "run", "--batch", "--output", "json");

    assertThat(outcome).isEqualTo(new Outcome(0, snippet.rows(), ""));
  }
}
