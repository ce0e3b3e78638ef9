package io.sqluice.benchmarks.duckdb;

import io.sqluice.benchmarks.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs a {@link DuckDbTrial} in a process of its own, with the launcher's jar. */
final class TrialProcess {

  /**
   * The launcher's collector; the heap is in memory from the beginning, so that what a process has
   * there grows by DuckDB's share alone. Flink's serializers look into the collections of the JDK.
   */
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xms1g",
          "-Xmx1g",
          "-XX:+AlwaysPreTouch",
          "-XX:+UseParallelGC",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED");

  private final Workspace workspace;

  TrialProcess(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Runs it to its end.
   *
   * @param name what is measured
   * @param size records, rows or payloads
   */
  Report run(String name, int size, int warmUps, int rounds)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("benchmark-duckdb-");
    try {
      return read(
          workspace
              .java(
                  JVM_OPTIONS,
                  workspace.classPathWithJob(),
                  DuckDbTrial.class,
                  name,
                  Integer.toString(size),
                  Integer.toString(warmUps),
                  Integer.toString(rounds),
                  folder.toString())
              .redirectError(folder.resolve("errors").toFile()),
          name,
          folder.resolve("errors"));
    } finally {
      delete(folder);
    }
  }

  private static Report read(ProcessBuilder builder, String name, Path errors)
      throws IOException, InterruptedException {
    Process process = builder.start();
    Report report = new Report();
    try (BufferedReader output = process.inputReader()) {
      output.lines().forEach(report::read);
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new IOException(
            "%s ended with %d, expected 0:%n%s"
                .formatted(name, exitCode, Files.readString(errors)));
      }
    } finally {
      process.destroy();
    }
    report.all().forEach(System.out::println);
    return report;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
