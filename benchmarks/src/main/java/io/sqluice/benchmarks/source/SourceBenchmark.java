package io.sqluice.benchmarks.source;

import io.sqluice.benchmarks.Benchmark;
import io.sqluice.benchmarks.Figure;
import io.sqluice.benchmarks.Workspace;
import java.util.ArrayList;
import java.util.List;

/** How tables poll: one with a large body as fast as it can, and a hundred at once every second. */
public final class SourceBenchmark implements Benchmark {

  private final Workspace workspace;

  public SourceBenchmark(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public String name() {
    return "source";
  }

  @Override
  public List<Figure> run() throws Exception {
    List<Figure> figures = new ArrayList<>(new PollTime(workspace).measure());
    figures.addAll(new ManyTables(workspace).measure());
    return figures;
  }
}
