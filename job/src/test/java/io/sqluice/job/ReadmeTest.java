package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.CommandLineFixture.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README shows is what the runner takes. */
@Timeout(120)
class ReadmeTest {

  private static final Pattern BLOCK = Pattern.compile("(?s)```sql\n(.*?)```");

  static List<String> scripts() throws IOException {
    return BLOCK
        .matcher(Files.readString(Path.of("../README.md")))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void should_show_what_can_be_planned(String script) {
    assertThat(executeScript(script, "check"))
        .isEqualTo(new Outcome(0, "", String.format("-: no problems found%n")));
  }
}
