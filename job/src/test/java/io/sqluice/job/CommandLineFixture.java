package io.sqluice.job;

import io.sqluice.job.execution.StopRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs commands in this process and keeps what they wrote. */
final class CommandLineFixture {

  /** What a command came to. */
  record Outcome(int exitCode, String out, String err) {

    List<String> lines() {
      return out.lines().toList();
    }
  }

  private CommandLineFixture() {}

  static Outcome execute(String... arguments) {
    return execute(new StopRequest(), new ByteArrayOutputStream(), "", arguments);
  }

  /** Runs a command on a script given on standard input. */
  static Outcome executeScript(String script, String... arguments) {
    String[] all = Stream.concat(Stream.of(arguments), Stream.of("-")).toArray(String[]::new);
    return execute(new StopRequest(), new ByteArrayOutputStream(), script, all);
  }

  /**
   * @param out gets what is written while the command runs
   */
  static Outcome execute(
      StopRequest stop, ByteArrayOutputStream out, String in, String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Sqluice.execute(
            arguments,
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("FROM_ENVIRONMENT", "environment"),
            stop);
    return new Outcome(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
