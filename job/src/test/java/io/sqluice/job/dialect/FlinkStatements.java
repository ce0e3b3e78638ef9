package io.sqluice.job.dialect;

import io.sqluice.job.script.Script;
import io.sqluice.job.script.ScriptParameters;
import io.sqluice.job.script.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The statements in the folder {@code flink-statements}, which cover every heading of the SQL
 * reference of Flink 2.3.
 */
final class FlinkStatements {

  private static final Path FOLDER = Path.of("src/test/resources/flink-statements");

  private FlinkStatements() {}

  static List<Statement> all() {
    return scripts().flatMap(file -> statements(file, read(file)).stream()).toList();
  }

  /** The same with the ends of lines that Windows writes. */
  static List<Statement> withWindowsLines() {
    return scripts()
        .flatMap(file -> statements(file, read(file).replace("\n", "\r\n")).stream())
        .toList();
  }

  private static Stream<Path> scripts() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Statement> statements(Path file, String text) {
    String name = file.getFileName().toString();
    return Script.read(name, name, text, ScriptParameters.from(List.of())).statements();
  }
}
