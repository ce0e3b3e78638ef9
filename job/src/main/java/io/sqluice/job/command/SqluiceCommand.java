package io.sqluice.job.command;

import io.sqluice.job.execution.JobFailedException;
import io.sqluice.job.execution.RootCause;
import io.sqluice.job.script.ScriptException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command that the others are subcommands of, and what becomes of their errors. */
@Command(
    name = "sqluice",
    description = "HTTP APIs as streams that you query, join and route with SQL.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Exit codes: 0 done or stopped, 1 a job failed, 2 wrong usage or an invalid script.",
    })
public final class SqluiceCommand implements Runnable {

  private static final int FAILED = 1;
  private static final int INVALID = 2;

  @Spec private CommandSpec spec;

  private SqluiceCommand() {}

  /** The command line of a process. */
  public static CommandLine create(CommandContext context) {
    CommandLine commandLine =
        new CommandLine(new SqluiceCommand())
            .addSubcommand(new RunCommand(context))
            .addSubcommand(new CheckCommand(context))
            .addSubcommand(new ExplainCommand(context))
            .addSubcommand(new InferCommand(context))
            .addSubcommand(new DemoApiCommand(context))
            .addSubcommand(new GenerateCompletion());
    commandLine.setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8));
    commandLine.setParameterExceptionHandler((e, args) -> usageError(context, e));
    commandLine.setExecutionExceptionHandler((e, command, result) -> failure(context, e));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing: run, check, explain, infer or demo-api");
  }

  private static int usageError(CommandContext context, ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    context.display().message("sqluice: " + e.getMessage());
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      context
          .display()
          .message("Did you mean: " + String.join(" or ", unmatched.getSuggestions()) + "?");
    }
    context.display().message("Try '" + command + " --help'.");
    return INVALID;
  }

  private static int failure(CommandContext context, Exception e) {
    if (e instanceof ScriptException invalid) {
      invalid.problems().forEach(problem -> context.display().message(problem.toString()));
      return INVALID;
    }
    LoggerFactory.getLogger(SqluiceCommand.class).error("The command failed", e);
    String what =
        e instanceof JobFailedException
            ? "the job failed: " + e.getMessage()
            : RootCause.message(e);
    context.display().message("sqluice: " + what);
    context.logFile().ifPresent(file -> context.display().message("The full log is in " + file));
    return FAILED;
  }
}
