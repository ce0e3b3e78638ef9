package io.sqluice.benchmarks.lookup;

import io.sqluice.benchmarks.Benchmark;
import io.sqluice.benchmarks.ComparedFigure;
import io.sqluice.benchmarks.Figure;
import io.sqluice.benchmarks.LimitedFigure;
import io.sqluice.benchmarks.Rounds;
import io.sqluice.benchmarks.Workspace;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How many keys of a stream are looked up in a second: each by a request, against another connector
 * and a bare loop with as many requests under way; by a cache; in batches; and what is left of
 * lookups in the heap.
 */
public final class LookupBenchmark implements Benchmark {

  /** A fifth of the time is five times as fast. */
  private static final double PEER_BAR = 0.2;

  /** At least 0.6 times as fast. */
  private static final double LOOP_BAR = 1.66;

  /** At least three times as fast. */
  private static final double BATCH_BAR = 0.33;

  /** 300,000 rows a second. */
  private static final double CACHE_BAR_MILLIS = 3_333;

  /** An object of 16 bytes that each lookup left behind would be 14 MB. */
  private static final double HEAP_BAR_MEGABYTES = 5;

  private static final int ROUNDS = Rounds.orFewer(5);

  private final Workspace workspace;

  public LookupBenchmark(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public String name() {
    return "lookup";
  }

  @Override
  public List<Figure> run() throws Exception {
    try (KeyApiProcess api = KeyApiProcess.start(workspace)) {
      Contenders contenders = new Contenders(workspace, api.url());
      Contender ours = contenders.ours();
      Contender peer = best(contenders.peers(), api);
      Contender loop = contenders.loop();
      Contender batched = contenders.batched();
      Contender cached = contenders.cached();
      for (int round = 0; round < ROUNDS; round++) {
        for (Contender contender : List.of(ours, peer, loop, batched)) {
          contender.runByArrivals(api);
        }
        cached.runByReport(api);
      }
      for (Contender contender : List.of(ours, peer, loop, batched)) {
        report(contender, Contenders.KEYS);
      }
      report(cached, Contenders.ROWS);
      return List.of(
          compared("lookup", ours, peer, PEER_BAR),
          compared("lookup-loop", ours, loop, LOOP_BAR),
          compared("lookup-batch", batched, ours, BATCH_BAR),
          new LimitedFigure("lookup-cache", cached.samples().median(), CACHE_BAR_MILLIS),
          heap(contenders.manyLookups(), api));
    }
  }

  /** That of the settings which is the fastest in a run each. */
  private static Contender best(List<Contender> settings, KeyApiProcess api)
      throws IOException, InterruptedException {
    for (Contender setting : settings) {
      setting.runByArrivals(api);
      report(setting, Contenders.KEYS);
    }
    return settings.stream()
        .min(Comparator.comparing(setting -> setting.samples().median()))
        .orElseThrow();
  }

  private static Figure compared(String name, Contender ours, Contender reference, double bar) {
    return new ComparedFigure(name, ours.samples().median(), reference.samples().median(), bar);
  }

  /** By how many megabytes the median of the last tenth is above that of the first. */
  private static Figure heap(Contender lookups, KeyApiProcess api)
      throws IOException, InterruptedException {
    HeapGrowth growth = new HeapGrowth(lookups.runByReport(api).heapBytes());
    System.out.println(growth);
    return new LimitedFigure("lookup-heap", growth.megabytes(), HEAP_BAR_MEGABYTES);
  }

  private static void report(Contender contender, long keys) {
    System.out.printf(
        Locale.ROOT, "%s (%,.0f/s)%n", contender, keys / contender.samples().median() * 1_000);
  }
}
