package io.sqluice.benchmarks.lookup;

import io.sqluice.benchmarks.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * One side: a program in a process of its own that warms up, says so, and does the measured part
 * when told to.
 */
final class Contender {

  /** The line with which a process says that it has warmed up. */
  static final String WARM = "warm";

  private static final double MOST_ASKED = 1.001;

  private final ProcessBuilder builder;
  private final long keys;
  private final Samples samples;

  /**
   * @param name for what is printed
   * @param keys that the measured part asks the API for
   */
  Contender(String name, ProcessBuilder builder, long keys) {
    this.builder = builder;
    this.keys = keys;
    this.samples = new Samples(name);
  }

  /** Of all runs so far. */
  Samples samples() {
    return samples;
  }

  /** Runs once; what counts is the time from the first request's arrival to the last one's. */
  void runByArrivals(KeyApiProcess api) throws IOException, InterruptedException {
    run(api);
    samples.add(takeTraffic(api).millis());
  }

  /** Runs once; what counts is the time that the process says. */
  RunReport runByReport(KeyApiProcess api) throws IOException, InterruptedException {
    RunReport report = run(api);
    takeTraffic(api);
    samples.add(report.netMillis());
    return report;
  }

  private KeyTraffic.Taken takeTraffic(KeyApiProcess api) throws IOException {
    KeyTraffic.Taken traffic = api.takeTraffic();
    // The peer asks for a few keys in 100,000 twice, which is not worth a measurement.
    if (traffic.keys() < keys || traffic.keys() > keys * MOST_ASKED) {
      throw new IOException(
          "%s asked for %d keys, expected %d".formatted(this, traffic.keys(), keys));
    }
    if (traffic.keys() > keys) {
      System.out.printf("%s asked for %d keys again%n", this, traffic.keys() - keys);
    }
    return traffic;
  }

  private RunReport run(KeyApiProcess api) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("benchmark-lookup", ".log");
    Process process = builder.redirectError(errors.toFile()).start();
    try (BufferedReader output = process.inputReader();
        Writer orders = process.outputWriter()) {
      await(output, WARM::equals, errors);
      api.takeTraffic();
      orders.write('\n');
      orders.flush();
      RunReport report = RunReport.parse(await(output, RunReport::isReport, errors));
      output.transferTo(Writer.nullWriter());
      process.waitFor();
      return report;
    } finally {
      process.destroy();
      process.waitFor();
      Files.delete(errors);
    }
  }

  /** The first such line; there may be lines of loggers before it. */
  private String await(BufferedReader output, Predicate<String> wanted, Path errors)
      throws IOException {
    StringBuilder others = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (wanted.test(line)) {
        return line;
      }
      others.append(line).append('\n');
    }
    throw new IOException(this + " ended early:\n" + others + Files.readString(errors));
  }

  @Override
  public String toString() {
    return samples.toString();
  }
}
