package io.sqluice.job.command;

import io.sqluice.job.execution.RunOptions;
import io.sqluice.job.execution.ScriptCheck;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how Flink would run a script. */
@Command(
    name = "explain",
    description =
        "Prints Flink's plan of the job that a script becomes. Nothing is run and nothing is fetched.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ExplainCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private ScriptArguments script;

  @Option(names = "--batch", description = "Plan the script as --batch runs it.")
  private boolean batch;

  @Option(
      names = "--flink",
      description = "Print the Flink SQL that the script becomes, in place of the plan.")
  private boolean flink;

  ExplainCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ScriptCheck check =
        new ScriptCheck(script.read(context, Map.of()), RunOptions.defaults().withBatch(batch));
    NotChecked.tell(check, context.display());
    context.out().print(flink ? check.flink() : check.explain());
    context.out().flush();
    return 0;
  }
}
