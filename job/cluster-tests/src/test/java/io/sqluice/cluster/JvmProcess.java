package io.sqluice.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java program in a process of its own, with everything that it prints. Waits end with a line of
 * its output, with its end, or at a deadline, whichever comes first.
 */
final class JvmProcess implements AutoCloseable {

  private final String name;
  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private final List<Awaited> awaited = new ArrayList<>();
  private final Thread reader;

  private record Awaited(Pattern pattern, CompletableFuture<Matcher> match) {}

  private JvmProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.reader = new Thread(this::readLines, "output of " + name);
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts {@code java}.
   *
   * @param name what the process is, for messages
   * @param confDir Flink's configuration folder
   * @param arguments everything behind {@code java}
   */
  static JvmProcess start(String name, Path confDir, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("FLINK_CONF_DIR", confDir.toString());
    return new JvmProcess(name, builder.start());
  }

  /** The first line, printed already or later, in which the pattern is found. */
  Matcher awaitLine(Pattern pattern, Duration timeout) {
    CompletableFuture<Matcher> match = new CompletableFuture<>();
    synchronized (lines) {
      Awaited wait = new Awaited(pattern, match);
      lines.forEach(line -> offer(wait, line));
      awaited.add(wait);
    }
    process.onExit().thenRun(() -> endWait(match, pattern));
    try {
      return match.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(
          "%s printed no line with '%s' within %s:%n%s"
              .formatted(name, pattern, timeout, String.join("\n", output())));
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for " + name, e);
    }
  }

  /** Waits for the end of the process and its output, and returns the exit code. */
  int awaitExit(Duration timeout) throws InterruptedException {
    if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError(
          "%s still runs after %s:%n%s".formatted(name, timeout, String.join("\n", output())));
    }
    reader.join();
    return process.exitValue();
  }

  /** The lines printed so far, standard output and error as they came. */
  List<String> output() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  @Override
  public void close() throws InterruptedException {
    // Not Process.destroy(), which also closes the output that is still being read.
    process.toHandle().destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.toHandle().destroyForcibly();
    }
    process.waitFor();
    reader.join();
  }

  private void endWait(CompletableFuture<Matcher> match, Pattern pattern) {
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    match.completeExceptionally(
        new IllegalStateException(
            "%s ended with exit code %d before it printed a line with '%s':%n%s"
                .formatted(name, process.exitValue(), pattern, String.join("\n", output()))));
  }

  private void readLines() {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        synchronized (lines) {
          lines.add(line);
          for (Awaited wait : awaited) {
            offer(wait, line);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void offer(Awaited wait, String line) {
    Matcher matcher = wait.pattern().matcher(line);
    if (matcher.find()) {
      wait.match().complete(matcher);
    }
  }
}
