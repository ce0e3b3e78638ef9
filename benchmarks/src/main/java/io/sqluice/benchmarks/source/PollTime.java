package io.sqluice.benchmarks.source;

import io.sqluice.benchmarks.ComparedFigure;
import io.sqluice.benchmarks.Figure;
import io.sqluice.benchmarks.Rounds;
import io.sqluice.benchmarks.Samples;
import io.sqluice.benchmarks.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The time of a poll of 11.7 MB with 100,000 records, back to back. Both sides are timed in the
 * same way, by the server: from the arrival of the first request after warm-up to the arrival of
 * the last one, divided by the polls between. Each round starts both sides anew.
 */
final class PollTime {

  private static final double BAR = 1.3;
  private static final double JQ_BAR = 0.5;
  private static final int ROUNDS = Rounds.orFewer(5);
  private static final int POLLS = 61;
  private static final int WARM_UP_POLLS = 20;
  private static final String FILTER = ".data.ticker[] | {symbol, symbolName, buy, sell}";

  private final Workspace workspace;

  PollTime(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Against the loop, and against the jq program where that is installed. */
  List<Figure> measure() throws Exception {
    try (TickerApi api = TickerApi.start()) {
      System.out.printf("body: %,d bytes, %,d records%n", api.bodyBytes(), TickerApi.RECORDS);
      checkRows(api);
      Optional<JqProcess> jq = JqProcess.find(FILTER, api.body());
      ProcessBuilder ours = ours(api);
      ProcessBuilder reference = reference(api);
      Samples oursSamples = new Samples("ours");
      Samples referenceSamples = new Samples("reference");
      Samples jqSamples = new Samples("jq");
      for (int round = 0; round < ROUNDS; round++) {
        oursSamples.add(millisPerPoll(ours, api));
        referenceSamples.add(millisPerPoll(reference, api));
        if (jq.isPresent()) {
          jqSamples.add(jq.get().millis());
        }
      }
      System.out.println(oursSamples);
      System.out.println(referenceSamples);
      Figure loop =
          new ComparedFigure("source", oursSamples.median(), referenceSamples.median(), BAR);
      if (jq.isEmpty()) {
        System.out.println("no jq on the path: there is no figure source-jq");
        return List.of(loop);
      }
      System.out.println(jqSamples);
      return List.of(
          loop, new ComparedFigure("source-jq", oursSamples.median(), jqSamples.median(), JQ_BAR));
    }
  }

  private ProcessBuilder ours(TickerApi api) {
    return workspace.launcher(
        "run",
        "--param",
        "api=" + api.url(),
        "--param",
        "polls=" + POLLS,
        workspace.sql("source.sql").toString());
  }

  /** With the launcher's garbage collector, so that only the program differs. */
  private ProcessBuilder reference(TickerApi api) {
    return workspace.java(
        List.of("-XX:+UseParallelGC"),
        workspace.classPathWithoutFlink(),
        BareLoop.class,
        api.url() + "/tickers",
        FILTER,
        Integer.toString(POLLS));
  }

  /** All columns of all records come out, or there is nothing to measure. */
  private void checkRows(TickerApi api) throws IOException, InterruptedException {
    String row =
        runToEnd(
            workspace.launcher(
                "run",
                "--batch",
                "--output",
                "json",
                "--param",
                "api=" + api.url(),
                workspace.sql("source-check.sql").toString()));
    String expected =
        "{\"symbols\":%1$d,\"names\":%1$d,\"buys\":%1$d,\"sells\":%1$d}"
            .formatted(TickerApi.RECORDS);
    if (!row.strip().equals(expected)) {
      throw new IOException("One poll came out as " + row.strip() + ", expected " + expected);
    }
    api.takeArrivals();
  }

  private static double millisPerPoll(ProcessBuilder builder, TickerApi api)
      throws IOException, InterruptedException {
    runToEnd(builder);
    List<Long> arrivals = api.takeArrivals();
    if (arrivals.size() != POLLS) {
      throw new IOException(
          "%s sent %d requests, expected %d".formatted(builder.command(), arrivals.size(), POLLS));
    }
    long nanos = arrivals.get(POLLS - 1) - arrivals.get(WARM_UP_POLLS);
    return nanos / 1e6 / (POLLS - 1 - WARM_UP_POLLS);
  }

  /** Runs a process to its end and returns its standard output. */
  private static String runToEnd(ProcessBuilder builder) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("benchmark-source", ".log");
    try {
      Process process = builder.redirectError(errors.toFile()).start();
      String output = new String(process.getInputStream().readAllBytes());
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new IOException(
            "%s ended with %d, expected 0:%n%s"
                .formatted(builder.command(), exitCode, Files.readString(errors)));
      }
      return output;
    } finally {
      Files.delete(errors);
    }
  }
}
