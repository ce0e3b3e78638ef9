package io.sqluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages show first is what {@link LiteralExampleIT} runs. */
class SnippetsTest {

  private static final Path SCRIPT = Path.of("src/test/resources/literal-example/script.sql");

  @ParameterizedTest
  @ValueSource(strings = {"../README.md", "../docs/http-source.md"})
  void should_show_the_table_that_is_tested(String page) throws IOException {
    String table = Files.readString(SCRIPT).split(";")[0] + ";";

    assertThat(Files.readString(Path.of(page))).contains(table);
  }
}
