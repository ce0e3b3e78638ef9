package io.sqluice.benchmarks.start;

import io.sqluice.benchmarks.Benchmark;
import io.sqluice.benchmarks.ComparedFigure;
import io.sqluice.benchmarks.Figure;
import io.sqluice.benchmarks.Rounds;
import io.sqluice.benchmarks.Samples;
import io.sqluice.benchmarks.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The time from the start of the process to the first row on its standard output. Both sides run
 * the same script with the same Flink jars; both have run before, so that files are in the page
 * cache and our archive of classes is there.
 */
public final class StartBenchmark implements Benchmark {

  private static final double BAR = 0.6;
  private static final int WARM_UPS = 2;
  private static final int ROUNDS = Rounds.orFewer(10);

  private final Workspace workspace;

  public StartBenchmark(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public String name() {
    return "start";
  }

  @Override
  public List<Figure> run() throws Exception {
    Path script = workspace.sql("start.sql");
    ProcessBuilder ours = workspace.launcher("run", "--output", "json", script.toString());
    ProcessBuilder reference =
        workspace.java(
            List.of(), workspace.classPathWithFlink(), BareQuery.class, script.toString());
    for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
      millisToFirstRow(ours, "{\"n\":1}");
      millisToFirstRow(reference, "+I[1]");
    }
    Samples oursSamples = new Samples("ours");
    Samples referenceSamples = new Samples("reference");
    for (int round = 0; round < ROUNDS; round++) {
      oursSamples.add(millisToFirstRow(ours, "{\"n\":1}"));
      referenceSamples.add(millisToFirstRow(reference, "+I[1]"));
    }
    System.out.println(oursSamples);
    System.out.println(referenceSamples);
    return List.of(
        new ComparedFigure(name(), oursSamples.median(), referenceSamples.median(), BAR));
  }

  /** Runs a process to its end, so that it is out of the next one's way. */
  private static double millisToFirstRow(ProcessBuilder builder, String firstRow)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("benchmark-start", ".log");
    long started = System.nanoTime();
    Process process = builder.redirectError(errors.toFile()).start();
    try (BufferedReader output = process.inputReader()) {
      String line = output.readLine();
      double millis = (System.nanoTime() - started) / 1e6;
      output.transferTo(Writer.nullWriter());
      int exitCode = process.waitFor();
      if (exitCode != 0 || !firstRow.equals(line)) {
        throw new IOException(
            "%s ended with %d and printed '%s' first, expected 0 and '%s':%n%s"
                .formatted(builder.command(), exitCode, line, firstRow, Files.readString(errors)));
      }
      return millis;
    } finally {
      Files.delete(errors);
    }
  }
}
