package io.sqluice.benchmarks.duckdb;

import io.sqluice.benchmarks.Benchmark;
import io.sqluice.benchmarks.ComparedFigure;
import io.sqluice.benchmarks.Figure;
import io.sqluice.benchmarks.LimitedFigure;
import io.sqluice.benchmarks.Rounds;
import io.sqluice.benchmarks.Samples;
import io.sqluice.benchmarks.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What it costs to have DuckDB inside of a job instead of alone. */
public final class DuckDbBenchmark implements Benchmark {

  private static final double PAYLOAD_BAR = 1.2;
  private static final double SMALL_BAR = 1.3;
  private static final double BATCHES_BAR = 1.5;
  private static final double SINK_BAR = 1.5;
  private static final double STREAM_BAR = 1.2;
  private static final double HEAP_BAR_MEGABYTES = 5;

  /** The allocators of C and of DuckDB keep some of what they had. */
  private static final double RESIDENT_BAR_MEGABYTES = 20;

  private static final int RECORDS = 100_000;
  private static final int SMALL_PAYLOADS = 1_000;
  private static final int ROWS = 1_000_000;
  private static final int SINK_ROWS = 5_000_000;
  private static final int STREAM_PAYLOADS = 10_000;

  private final TrialProcess trial;

  public DuckDbBenchmark(Workspace workspace) {
    this.trial = new TrialProcess(workspace);
  }

  @Override
  public String name() {
    return "duckdb";
  }

  @Override
  public List<Figure> run() throws Exception {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        compared(
            "duckdb-payload", trial.run("payload", RECORDS, 20, Rounds.orFewer(41)), PAYLOAD_BAR));
    figures.add(
        compared(
            "duckdb-small", trial.run("small", SMALL_PAYLOADS, 20, Rounds.orFewer(21)), SMALL_BAR));
    figures.add(
        compared("duckdb-batches", trial.run("batches", ROWS, 5, Rounds.orFewer(11)), BATCHES_BAR));
    figures.add(
        compared("duckdb-sink", trial.run("sink", SINK_ROWS, 1, Rounds.orFewer(5)), SINK_BAR));
    figures.addAll(stream(trial.run("heap", STREAM_PAYLOADS, 0, 0)));
    return figures;
  }

  /** The last tenth of the payloads beside the first. */
  private static List<Figure> stream(Report report) throws IOException {
    Samples millis = report.of(PayloadStream.MILLIS);
    List<Figure> figures = new ArrayList<>();
    figures.add(new ComparedFigure("duckdb-stream", millis.last(), millis.first(), STREAM_BAR));
    figures.add(growth("duckdb-heap", report.of(PayloadStream.HEAP), HEAP_BAR_MEGABYTES));
    if (report.has(PayloadStream.RESIDENT)) {
      figures.add(
          growth("duckdb-resident", report.of(PayloadStream.RESIDENT), RESIDENT_BAR_MEGABYTES));
    }
    return figures;
  }

  private static Figure compared(String name, Report report, double bar) throws IOException {
    return new ComparedFigure(
        name, report.of(DuckDbTrial.OURS).median(), report.of(DuckDbTrial.REFERENCE).median(), bar);
  }

  private static Figure growth(String name, Samples parts, double bar) {
    return new LimitedFigure(name, parts.last() - parts.first(), bar);
  }
}
