package io.sqluice.job;

import io.sqluice.job.command.CommandContext;
import io.sqluice.job.command.LogFile;
import io.sqluice.job.command.ProcessSignals;
import io.sqluice.job.command.SqluiceCommand;
import io.sqluice.job.command.TerminalCheck;
import io.sqluice.job.execution.StopRequest;
import io.sqluice.job.output.Display;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The command line's entry point. */
public final class Sqluice {

  private Sqluice() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    // A program of `flink run` is called inside Flink's client, which has logging and streams of
    // its own.
    if (Sqluice.class.getClassLoader() != ClassLoader.getSystemClassLoader()) {
      runInsideFlink(args);
      return;
    }
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    // Whatever else prints, such as Flink's print connector, must not get between the rows.
    System.setOut(System.err);
    Display display = new Display(System.err);
    Optional<Path> logFile = LogFile.open(System.getenv(), InstantSource.system(), display);
    StopRequest stop = new StopRequest();
    ProcessSignals.install(stop, display);
    int exitCode =
        SqluiceCommand.create(
                new CommandContext(
                    System.in,
                    out,
                    display,
                    TerminalCheck::standardError,
                    System.getenv(),
                    logFile,
                    stop))
            .execute(args);
    out.flush();
    System.exit(exitCode);
  }

  private static void runInsideFlink(String[] args) {
    int exitCode = execute(args, System.in, System.out, System.err);
    if (exitCode != 0) {
      throw new IllegalStateException("sqluice ended with exit code " + exitCode);
    }
  }

  /**
   * Runs a command in this process; standard error is not taken for a terminal.
   *
   * @return the exit code: 0 done or stopped, 1 a job failed, 2 wrong usage or an invalid script
   */
  public static int execute(String[] args, InputStream in, PrintStream out, PrintStream err) {
    return execute(args, in, out, err, Map.copyOf(System.getenv()), new StopRequest());
  }

  /** Runs a command in this process with an environment and a way to stop it. */
  static int execute(
      String[] args,
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      StopRequest stop) {
    return SqluiceCommand.create(
            new CommandContext(
                in, out, new Display(err), () -> false, environment, Optional.empty(), stop))
        .execute(args);
  }
}
