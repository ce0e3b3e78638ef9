package io.sqluice.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A run of the launcher, which becomes the Java process. */
final class Sqluice implements AutoCloseable {

  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  /**
   * The first start may have to make an archive of classes, on a machine that has other things to
   * do.
   */
  private static final Duration TIMEOUT = Duration.ofSeconds(300);

  private final Process process;
  private final Path out;
  private final Path err;

  private Sqluice(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts a script.
   *
   * @param folder for its files; a run takes the place of the one before
   */
  static Sqluice start(Path folder, String script, Map<String, String> environment, String... more)
      throws IOException {
    Files.createDirectories(folder);
    Path file = Files.writeString(folder.resolve("script.sql"), script);
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("sqluice").toString(), "run"));
    command.addAll(List.of("--output", "json"));
    command.addAll(List.of(more));
    command.add(file.toString());
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("SQLUICE_NO_BUILD", "1");
    builder.environment().put("SQLUICE_LOG_DIR", folder.resolve("logs").toString());
    builder.environment().putAll(environment);
    return new Sqluice(builder.start(), out, err);
  }

  /** Runs a script to its end, and returns the lines that it prints. */
  static List<String> run(Path folder, String script, String... more) throws Exception {
    try (Sqluice run = start(folder, script, Map.of(), more)) {
      return run.awaitSuccess();
    }
  }

  /** The lines that were printed, when the run has ended well. */
  List<String> awaitSuccess() throws Exception {
    if (!process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still runs after " + TIMEOUT + ": " + Files.readString(err));
    }
    if (process.exitValue() != 0) {
      throw new AssertionError("exit code " + process.exitValue() + ": " + Files.readString(err));
    }
    return Files.readAllLines(out);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String errors() throws IOException {
    return Files.readString(err);
  }

  /** SIGKILL: nothing is closed or committed. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
