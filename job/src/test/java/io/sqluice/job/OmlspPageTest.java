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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds docs/coming-from-omlsp.md to what the runner takes, and to all that OMLSP has. */
@Timeout(120)
class OmlspPageTest {

  private static final Path PAGE = Path.of("../docs/coming-from-omlsp.md");

  private static final Pattern BLOCK = Pattern.compile("(?s)```sql\n(.*?)```");

  /** The first one alone, and each of the others behind it. */
  static List<String> scripts() throws IOException {
    List<String> blocks =
        BLOCK
            .matcher(Files.readString(PAGE))
            .results()
            .map((MatchResult block) -> block.group(1))
            .toList();
    String first = blocks.get(0);
    return blocks.stream().map(block -> block.equals(first) ? first : first + block).toList();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void should_show_what_can_be_planned(String script) {
    assertThat(executeScript(script, "check"))
        .isEqualTo(new Outcome(0, "", String.format("-: no problems found%n")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connector",
        "url",
        "method",
        "schedule",
        "jq",
        "headers.X",
        "params.X",
        "json.X",
        "signer_class",
        "'SECRET name'",
        "pagination.type",
        "pagination.page_param",
        "pagination.size_param",
        "pagination.cursor_param",
        "pagination.cursor_id",
        "pagination.next_header",
        "pagination.body_link_path",
        "pagination.limit",
        "pagination.limit_param",
        "pagination.max",
        "pagination.page_start",
        "on_start_query",
        "topic",
        "server",
        "encode",
        "registry",
        "format",
        "subject",
        "schema",
        "backend",
      })
  void should_tell_of_every_property(String property) throws IOException {
    assertThat(tables()).contains("`" + property + "`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "`CREATE TABLE`",
        "`CREATE SOURCE`",
        "`CREATE TEMP TABLE`",
        "`CREATE VIEW v AS SELECT ...`",
        "`CREATE VIEW v FROM t`",
        "`CREATE MATERIALIZED VIEW`",
        "`CREATE SINK k FROM t`",
        "`CREATE SECRET n WITH (backend = 'meta') AS '...'`",
        "`SHOW TABLES`",
        "`DROP kind n`",
        "`SET 'key' = 'value'`",
        "`SELECT ...`",
        "`connector = 'ws'`",
        "`TRIGGER_TIME()`",
        "`TRIGGER_EPOCH_TIME()`",
      })
  void should_tell_of_every_statement_and_function(String statement) throws IOException {
    assertThat(tables()).contains(statement);
  }

  /** The rows of the page's tables. */
  private static String tables() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| "))
        .collect(Collectors.joining("\n"));
  }
}
