package io.sqluice.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One folder of examples: its script, the README whose first command line runs it, and the jq
 * program that says what is wrong with the rows.
 *
 * @param folder the folder, absolute
 */
record Example(Path folder) {

  private static final Pattern COMMAND = Pattern.compile(" {4}(?:[A-Z_]+=\\S* )*\\./sqluice run ");

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** All folders whose name starts with a number, in order. */
  static List<Example> all() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT.resolve("sql-examples"))) {
      return folders
          .filter(folder -> folder.getFileName().toString().matches("[0-9].*"))
          .filter(Files::isDirectory)
          .sorted()
          .map(Example::new)
          .toList();
    }
  }

  /** The command that the README tells readers to run, as its words. */
  List<String> command() throws IOException {
    return words().stream().dropWhile(Example::isVariable).toList();
  }

  /** The variables that the README sets in front of the command, with their values. */
  Map<String, String> variables() throws IOException {
    return words().stream()
        .takeWhile(Example::isVariable)
        .map(word -> word.split("=", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  private List<String> words() throws IOException {
    return Files.readAllLines(folder.resolve("README.md")).stream()
        .filter(line -> COMMAND.matcher(line).lookingAt())
        .map(line -> List.of(line.trim().split(" +")))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    folder + "/README.md: no line '    ./sqluice run ...' says how to run it"));
  }

  /** Whether the script names a broker by its parameter. */
  boolean needsKafka() throws IOException {
    return Files.readString(folder.resolve("script.sql")).contains("${kafka:");
  }

  private static boolean isVariable(String word) {
    return word.contains("=");
  }

  Expectation expectation() throws IOException {
    Path program = folder.resolve("expected.jq");
    if (!Files.isRegularFile(program)) {
      throw new AssertionError(program + " is missing: every example says what has to come out");
    }
    return new Expectation(Files.readString(program));
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
