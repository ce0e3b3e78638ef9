package io.sqluice.benchmarks.source;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The second reference: the jq program over the same body, out of a file, with the same filter. */
final class JqProcess {

  private final ProcessBuilder builder;

  private JqProcess(ProcessBuilder builder) {
    this.builder = builder;
  }

  /** Empty if no jq is installed. */
  static Optional<JqProcess> find(String filter, byte[] body) throws IOException {
    Optional<Path> program =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "jq"))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    Path file = Files.createTempFile("benchmark-source", ".json");
    file.toFile().deleteOnExit();
    Files.write(file, body);
    return Optional.of(
        new JqProcess(
            new ProcessBuilder(program.get().toString(), "-c", filter, file.toString())
                .redirectError(Redirect.INHERIT)));
  }

  /** The time from the start of the process to its end; what it prints is dropped. */
  double millis() throws IOException, InterruptedException {
    long started = System.nanoTime();
    Process process = builder.redirectOutput(Redirect.DISCARD).start();
    int exitCode = process.waitFor();
    if (exitCode != 0) {
      throw new IOException("jq ended with " + exitCode + ", expected 0");
    }
    return (System.nanoTime() - started) / 1e6;
  }
}
