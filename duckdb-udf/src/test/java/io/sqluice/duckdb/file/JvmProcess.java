package io.sqluice.duckdb.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A class of the tests, run in a process of its own with the class path of this one. */
public final class JvmProcess implements AutoCloseable {

  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private final Thread reader;

  /** Not null while somebody waits for a line. */
  private Awaited awaited;

  private record Awaited(Pattern pattern, int times, CompletableFuture<String> line) {}

  private JvmProcess(Process process) {
    this.process = process;
    this.reader = new Thread(this::readLines, "output of " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  public static JvmProcess start(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    for (String opened : List.of("java.util", "java.lang", "java.time")) {
      command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new JvmProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  public long pid() {
    return process.pid();
  }

  /**
   * The line in which a pattern is found for the so-manieth time; null if the process ends before.
   */
  public String awaitLine(String pattern, int times) throws Exception {
    CompletableFuture<String> line = new CompletableFuture<>();
    synchronized (lines) {
      awaited = new Awaited(Pattern.compile(pattern), times, line);
      offer();
    }
    Thread end =
        new Thread(
            () -> {
              try {
                reader.join();
                line.complete(null);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    end.setDaemon(true);
    end.start();
    return line.get(60, TimeUnit.SECONDS);
  }

  /** Kills it as {@code kill -9} does, and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    reader.join();
  }

  public int awaitExit(Duration timeout) throws InterruptedException {
    if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still runs after " + timeout + ":\n" + output());
    }
    reader.join();
    return process.exitValue();
  }

  public String output() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  private void readLines() {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        synchronized (lines) {
          lines.add(line);
          offer();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void offer() {
    if (awaited == null) {
      return;
    }
    lines.stream()
        .filter(line -> awaited.pattern().matcher(line).find())
        .skip(awaited.times() - 1)
        .findFirst()
        .ifPresent(awaited.line()::complete);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
