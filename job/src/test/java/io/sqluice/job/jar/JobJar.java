package io.sqluice.job.jar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The shaded jar that the build has made. */
final class JobJar implements AutoCloseable {

  private static final Path TARGET = Path.of("target");

  private final Path path;
  private final JarFile jar;

  private JobJar(Path path) throws IOException {
    this.path = path;
    this.jar = new JarFile(path.toFile());
  }

  static JobJar open() throws IOException {
    try (Stream<Path> files = Files.list(TARGET)) {
      Path path =
          files
              .filter(
                  file ->
                      file.getFileName()
                          .toString()
                          .matches("sqluice-job-[\\d.]+(-SNAPSHOT)?\\.jar"))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "No sqluice-job-*.jar in job/target: run 'mvn package -pl job -am' first."));
      return new JobJar(path);
    }
  }

  /** Flink's jars, which the build copies beside the shaded jar. */
  static Path flinkJars() {
    return TARGET.resolve("flink-lib");
  }

  Path path() {
    return path;
  }

  /** The names of all files in the jar. */
  List<String> files() {
    return jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName).toList();
  }

  /** The names of all class files in the jar. */
  List<String> classFiles() {
    return files().stream().filter(name -> name.endsWith(".class")).toList();
  }

  /** A text file of the jar. */
  String text(String name) {
    return new String(bytes(name), UTF_8);
  }

  /**
   * The bytes of a class file as characters, so that the names in its constant pool can be sought.
   */
  String constants(String classFile) {
    return new String(bytes(classFile), ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }

  private byte[] bytes(String name) {
    JarEntry entry = jar.getJarEntry(name);
    if (entry == null) {
      throw new AssertionError(path + " holds no " + name);
    }
    try (InputStream content = jar.getInputStream(entry)) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
