package io.sqluice.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the parts of a benchmark lie, and how they are started.
 *
 * @param root the checkout
 */
public record Workspace(Path root) {

  /** The checkout in whose root folder this JVM was started. */
  public static Workspace current() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    if (!Files.isExecutable(root.resolve("sqluice"))) {
      throw new IOException(
          "No ./sqluice in " + root + ": start benchmarks with ./benchmarks/run NAME");
    }
    return new Workspace(root);
  }

  /** A script of this module. */
  public Path sql(String name) {
    return root.resolve("benchmarks").resolve("sql").resolve(name);
  }

  /** Our side: the launcher as a user calls it. */
  public ProcessBuilder launcher(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(root.resolve("sqluice").toString());
    command.addAll(List.of(arguments));
    return builder(command);
  }

  /**
   * The reference: a Java program in a JVM of this JVM's version.
   *
   * @param options for the JVM; none is a plain {@code java -cp}
   */
  public ProcessBuilder java(
      List<String> options, String classPath, Class<?> mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(classPath);
    command.add(mainClass.getName());
    command.addAll(List.of(arguments));
    return builder(command);
  }

  /** This module's classes and Flink's jars as the launcher has them. */
  public String classPathWithFlink() {
    return classes() + File.pathSeparator + root.resolve("job/target/flink-lib") + "/*";
  }

  /** This module's classes, the launcher's jar, and Flink's as it has them. */
  public String classPathWithJob() throws IOException {
    try (Stream<Path> jars = Files.list(root.resolve("job/target"))) {
      Path jar =
          jars.filter(file -> file.getFileName().toString().matches("sqluice-job-.*\\.jar"))
              .findFirst()
              .orElseThrow(() -> new IOException("./sqluice has left no jar in job/target"));
      return classPathWithFlink() + File.pathSeparator + jar;
    }
  }

  /** This module's classes, the connector that lookups are compared with, and Flink's jars. */
  public String classPathWithPeer() {
    return classPathWithFlink()
        + File.pathSeparator
        + root.resolve("benchmarks/target/peer")
        + "/*";
  }

  /** This module's classes and its libraries, without Flink. */
  public String classPathWithoutFlink() {
    return classes() + File.pathSeparator + root.resolve("benchmarks/target/lib") + "/*";
  }

  private Path classes() {
    return root.resolve("benchmarks/target/classes");
  }

  private ProcessBuilder builder(List<String> command) {
    return new ProcessBuilder(command).directory(root.toFile());
  }
}
