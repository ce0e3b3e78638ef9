package io.sqluice.job.command;

import io.sqluice.http.secret.SessionSecrets;
import io.sqluice.job.demo.DemoApi;
import io.sqluice.job.execution.RunOptions;
import io.sqluice.job.execution.ScriptRunner;
import io.sqluice.job.output.OutputFormat;
import io.sqluice.job.script.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a script. */
@Command(
    name = "run",
    description = {
      "Runs a SQL script on a Flink cluster inside this process.",
      "Rows go to standard output; progress and messages go to standard error.",
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {

  private static final int HIGHEST_PORT = 65535;

  private final CommandContext context;

  @Spec private CommandSpec spec;
  @Mixin private ScriptArguments script;

  @Option(names = "--batch", description = "Read each table once and end, instead of going on.")
  private boolean batch;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Stop after this time, as in 20s or 5min.")
  private Duration duration;

  @Option(names = "--rows", paramLabel = "N", description = "Stop after this many printed rows.")
  private Long rows;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, json (an object a line) or csv; default: ${DEFAULT-VALUE}.")
  private OutputFormat output;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Of the job; default: the script's, else 1.")
  private Integer parallelism;

  @Option(
      names = "--checkpoint-dir",
      paramLabel = "DIR",
      description = "Keep checkpoints in a folder of the script's own in this one.")
  private Path checkpointDirectory;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Default: 10s.")
  private Duration checkpointInterval;

  @Option(
      names = "--resume",
      description = "Go on from the newest checkpoint of the script in --checkpoint-dir.")
  private boolean resume;

  @Option(
      names = "--ui",
      arity = "0..1",
      paramLabel = "PORT",
      parameterConsumer = DashboardPort.class,
      description = "Serve Flink's dashboard; default port: 8081, 0 for a free one.")
  private Integer dashboardPort;

  @Option(
      names = "--demo",
      description = "Start the demo API; point the parameters and secrets of the examples at it.")
  private boolean demo;

  RunCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    RunOptions options = options();
    if (!demo) {
      run(options, Map.of());
      return 0;
    }
    try (DemoApi server = DemoApi.start(0);
        SessionSecrets secrets = SessionSecrets.open()) {
      server.secrets().forEach(secrets::define);
      run(options, server.scriptParameters());
    }
    return 0;
  }

  private void run(RunOptions options, Map<String, String> given) throws Exception {
    Script text = script.read(context, given);
    new ScriptRunner(
            text, options, context.out(), context.display(), context.terminal(), context.stop())
        .run();
  }

  private RunOptions options() {
    require(rows == null || rows > 0, "--rows must be at least 1, but is " + rows);
    require(
        parallelism == null || parallelism > 0,
        "--parallelism must be at least 1, but is " + parallelism);
    require(
        dashboardPort == null || (dashboardPort >= 0 && dashboardPort <= HIGHEST_PORT),
        "--ui must be a port from 0 to 65535, but is " + dashboardPort);
    require(
        checkpointDirectory != null || !resume,
        "--resume needs --checkpoint-dir, where the checkpoints are");
    require(
        checkpointDirectory != null || checkpointInterval == null,
        "--checkpoint-interval needs --checkpoint-dir, where the checkpoints go");
    require(
        !batch || checkpointDirectory == null,
        "--checkpoint-dir is for streaming: a --batch run keeps no checkpoints");
    return new RunOptions(
        batch,
        parallelism == null ? OptionalInt.empty() : OptionalInt.of(parallelism),
        Optional.ofNullable(duration),
        rows == null ? Long.MAX_VALUE : rows,
        output,
        Optional.ofNullable(checkpointDirectory)
            .map(
                directory ->
                    new RunOptions.Checkpoints(
                        directory,
                        checkpointInterval == null ? Duration.ofSeconds(10) : checkpointInterval)),
        resume,
        dashboardPort == null ? OptionalInt.empty() : OptionalInt.of(dashboardPort));
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
