package io.sqluice.job.command;

import io.sqluice.job.execution.RunOptions;
import io.sqluice.job.execution.ScriptCheck;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.ScriptProblem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what is wrong with a script, without running it. */
@Command(
    name = "check",
    description =
        "Reports every problem of a script with its place. Nothing is run and nothing is fetched.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class CheckCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private ScriptArguments script;

  @Option(names = "--batch", description = "Check the script as --batch runs it.")
  private boolean batch;

  CheckCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ScriptCheck check =
        new ScriptCheck(script.read(context, Map.of()), RunOptions.defaults().withBatch(batch));
    for (ScriptProblem warning : check.warnings()) {
      context
          .display()
          .message(warning.file() + ":" + warning.position() + ": warning: " + warning.message());
    }
    NotChecked.tell(check, context.display());
    List<ScriptProblem> problems = check.problems();
    if (!problems.isEmpty()) {
      throw new ScriptException(problems);
    }
    context.display().message(script.file() + ": no problems found");
    return 0;
  }
}
