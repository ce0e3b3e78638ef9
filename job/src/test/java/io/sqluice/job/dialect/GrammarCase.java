package io.sqluice.job.dialect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A case of the folder {@code grammar}: a script over the tables of {@code tables.sql}, and what
 * comes of it.
 *
 * @param file the page that it is on
 * @param title what is expected, in words
 * @param input the script
 * @param outcome the Flink SQL that it becomes, or the problems that are reported
 */
public record GrammarCase(String file, String title, String input, String outcome) {

  public static final Path FOLDER = Path.of("src/test/resources/grammar");

  private static final Pattern CASE =
      Pattern.compile("(?s)## ([^\n]*)\n\n```sql\n(.*?)\n?```\n\n```[a-z]*\n(.*?)```\n");

  public static List<GrammarCase> all() {
    return pages().flatMap(page -> on(page).stream()).toList();
  }

  /** The pages, in the order of their names. */
  public static Stream<Path> pages() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<GrammarCase> on(Path page) {
    return CASE.matcher(read(page))
        .results()
        .map(
            found ->
                new GrammarCase(
                    page.getFileName().toString(), found.group(1), found.group(2), found.group(3)))
        .toList();
  }

  /** The statements that come before each case. */
  public static String tables() {
    return read(FOLDER.resolve("tables.sql"));
  }

  /** Puts other outcomes into a page. */
  public static void rewrite(Path page, List<String> outcomes) throws IOException {
    String text = read(page);
    StringBuilder rewritten = new StringBuilder();
    Matcher matcher = CASE.matcher(text);
    int copied = 0;
    for (String outcome : outcomes) {
      if (!matcher.find()) {
        throw new IllegalStateException("more outcomes than cases on " + page);
      }
      rewritten.append(text, copied, matcher.start(3)).append(outcome);
      copied = matcher.end(3);
    }
    Files.writeString(page, rewritten.append(text.substring(copied)));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return file + ": " + title;
  }
}
