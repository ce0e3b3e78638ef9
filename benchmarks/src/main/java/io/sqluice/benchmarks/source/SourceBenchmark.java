package io.sqluice.benchmarks.source;

import io.sqluice.benchmarks.Benchmark;
import io.sqluice.benchmarks.Figure;
import io.sqluice.benchmarks.Samples;
import io.sqluice.benchmarks.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The time of a poll of 11.7 MB with 100,000 records, back to back. Both sides are timed in the
 * same way, by the server: from the arrival of the first request after warm-up to the arrival of
 * the last one, divided by the polls between. Each round starts both sides anew.
 */
public final class SourceBenchmark implements Benchmark {

  private static final double BAR = 1.3;
  private static final int ROUNDS = 5;
  private static final int POLLS = 61;
  private static final int WARM_UP_POLLS = 20;
  private static final String FILTER = ".data.ticker[] | {symbol, symbolName, buy, sell}";

  private final Workspace workspace;

  public SourceBenchmark(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public String name() {
    return "source";
  }

  @Override
  public Figure run() throws Exception {
    try (TickerApi api = TickerApi.start()) {
      System.out.printf("body: %,d bytes, %,d records%n", api.bodyBytes(), TickerApi.RECORDS);
      checkRows(api);
      ProcessBuilder ours = ours(api);
      ProcessBuilder reference = reference(api);
      Samples oursSamples = new Samples("ours");
      Samples referenceSamples = new Samples("reference");
      for (int round = 0; round < ROUNDS; round++) {
        oursSamples.add(millisPerPoll(ours, api));
        referenceSamples.add(millisPerPoll(reference, api));
      }
      System.out.println(oursSamples);
      System.out.println(referenceSamples);
      return new Figure(name(), oursSamples.median(), referenceSamples.median(), BAR);
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
