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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs what docs/streaming-joins.md shows: each piece of SQL over the tables of the first one,
 * against an API with the answers that the page shows, until the rows below it are there.
 */
@Timeout(120)
class StreamingJoinsPageTest {

  private static final Path PAGE = Path.of("../docs/streaming-joins.md");

  private static final Pattern QUERY = Pattern.compile("(?s)```sql\n(.*?)```\n\n```json\n(.*?)```");

  private static final Pattern ANSWER =
      Pattern.compile("(?s)`(/[a-z]+)`[^`]*\n\n```json\n(.*?)```");

  record Snippet(String script, List<String> rows) {}

  static List<Snippet> snippets() throws IOException {
    String page = Files.readString(PAGE);
    int end = page.indexOf("```", page.indexOf("```sql\n") + 1);
    String tables = page.substring(page.indexOf("```sql\n") + "```sql\n".length(), end);
    return QUERY
        .matcher(page.substring(end))
        .results()
        .map(match -> new Snippet(tables + match.group(1), match.group(2).lines().toList()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void should_show_what_the_runner_prints(Snippet snippet) throws IOException {
    try (ApiFixture api = ApiFixture.start()) {
      for (MatchResult answer : ANSWER.matcher(Files.readString(PAGE)).results().toList()) {
        api.answer(answer.group(1), answer.group(2));
      }
      api.answer("/coins/BTC", "{\"name\": \"Bitcoin\"}")
          .answer("/coins/ETH", "{\"name\": \"Ethereum\"}")
          .answer("/coins/XRP", "{\"name\": \"XRP\"}");

      Outcome run =
          executeScript(
              snippet.script().replace("https://api.example.com", api.url()),
              "run",
              "--output",
              "json",
              "--rows",
              String.valueOf(snippet.rows().size()));

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.lines()).containsExactlyInAnyOrderElementsOf(snippet.rows());
      assertThat(api.requests("/trades")).isNotEmpty();
      assertThat(api.requests("/quotes")).isNotEmpty();
    }
  }
}
