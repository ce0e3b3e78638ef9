package io.sqluice.benchmarks;

import io.sqluice.benchmarks.duckdb.DuckDbBenchmark;
import io.sqluice.benchmarks.lookup.LookupBenchmark;
import io.sqluice.benchmarks.source.SourceBenchmark;
import io.sqluice.benchmarks.start.StartBenchmark;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The program behind {@code ./benchmarks/run}: runs benchmarks by name and prints their figures.
 */
public final class Benchmarks {

  private static final int MISSED = 1;
  private static final int USAGE = 2;

  private Benchmarks() {}

  /**
   * Exits with 0 if all figures are good, 1 if one misses its bar, 2 if a name is not known.
   *
   * @param names the benchmarks to run, in this order
   */
  public static void main(String[] names) throws Exception {
    Workspace workspace = Workspace.current();
    List<Benchmark> known =
        List.of(
            new StartBenchmark(workspace),
            new SourceBenchmark(workspace),
            new LookupBenchmark(workspace),
            new DuckDbBenchmark(workspace));
    List<String> knownNames = known.stream().map(Benchmark::name).toList();
    List<String> wanted = List.of(names);
    if (wanted.isEmpty() || !knownNames.containsAll(wanted)) {
      System.err.println("Usage: ./benchmarks/run NAME..., with NAME one of " + knownNames);
      System.exit(USAGE);
    }
    List<Figure> figures =
        wanted.stream()
            .map(knownNames::indexOf)
            .map(known::get)
            .map(Benchmarks::measure)
            .flatMap(List::stream)
            .toList();
    System.out.println(figures.stream().map(Figure::line).collect(Collectors.joining("\n")));
    System.exit(figures.stream().allMatch(Figure::isGood) ? 0 : MISSED);
  }

  private static List<Figure> measure(Benchmark benchmark) {
    try {
      return benchmark.run();
    } catch (Exception e) {
      throw new IllegalStateException("Benchmark " + benchmark.name() + " could not run", e);
    }
  }
}
