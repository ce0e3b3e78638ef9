package io.sqluice.job.command;

import io.sqluice.job.demo.DemoApi;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the demo API until the process is told to end. */
@Command(
    name = "demo-api",
    description = "Serves the demo API on this machine until Ctrl-C.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DemoApiCommand implements Callable<Integer> {

  private final CommandContext context;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Default: a free one.")
  private int port;

  DemoApiCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    try (DemoApi server = DemoApi.start(port)) {
      context
          .display()
          .message(
              "The demo API is at " + server.baseUrl() + " until Ctrl-C. Parameters for scripts:");
      server
          .scriptParameters()
          .forEach((name, value) -> context.display().message("  --param " + name + "=" + value));
      context.display().message("Environment variables for the secrets of the examples:");
      server
          .secrets()
          .forEach(
              (name, value) ->
                  context
                      .display()
                      .message("  SQLUICE_SECRET_" + name.toUpperCase(Locale.ROOT) + "=" + value));
      CountDownLatch stopped = new CountDownLatch(1);
      context.stop().onRequest(stopped::countDown);
      stopped.await();
    }
    return 0;
  }
}
