package io.sqluice.benchmarks.source;

import io.sqluice.benchmarks.Figure;
import io.sqluice.benchmarks.LimitedFigure;
import io.sqluice.benchmarks.Rounds;
import io.sqluice.benchmarks.Samples;
import io.sqluice.benchmarks.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How late the polls of a hundred tables are that are due in the same moment, every second, in one
 * job. The server takes the time: from when a poll was due, which its request says, to when the
 * request has arrived.
 */
final class ManyTables {

  private static final int TABLES = 100;
  private static final double LAG_BAR_MILLIS = 100;

  /** One a table of ours would be a hundred more; those that tables share are some ten. */
  private static final double THREADS_BAR = 20;

  private static final int ROUNDS = Rounds.orFewer(3);
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration MEASURED = Duration.ofSeconds(30);

  /** Until the last of the measured polls has arrived, however late. */
  private static final Duration LAST_ARRIVALS = Duration.ofSeconds(2);

  private final Workspace workspace;

  ManyTables(Workspace workspace) {
    this.workspace = workspace;
  }

  List<Figure> measure() throws Exception {
    Samples lags = new Samples("p99 of lag of 100 tables");
    Samples threads = new Samples("threads");
    for (int round = 0; round < ROUNDS; round++) {
      measure(lags, threads);
    }
    System.out.println(lags);
    return List.of(
        new LimitedFigure("source-lag", lags.median(), LAG_BAR_MILLIS),
        new LimitedFigure("source-threads", threads.median(), THREADS_BAR));
  }

  private void measure(Samples lags, Samples threads) throws Exception {
    Path script = Files.createTempFile("benchmark-source", ".sql");
    Path output = Files.createTempFile("benchmark-source", ".log");
    try (DueApi api = DueApi.start()) {
      Files.writeString(script, script(api.url()));
      Process process =
          workspace
              .launcher("run", script.toString())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try {
        Samples lag = lag(api, process, output);
        JvmProbe probe = JvmProbe.of(process.pid());
        lags.add(lag.percentile(99));
        threads.add(probe.threadsOf("sqluice-"));
        report(lag, probe);
      } finally {
        process.destroy();
        process.waitFor();
      }
    } finally {
      Files.delete(script);
      Files.delete(output);
    }
  }

  /** In milliseconds, of the polls that are due after warm-up. */
  private static Samples lag(DueApi api, Process process, Path output)
      throws IOException, InterruptedException {
    Instant startedBy = Instant.now().plus(START_LIMIT);
    while (api.arrivals().size() < TABLES && Instant.now().isBefore(startedBy)) {
      stayAlive(process, LOOK_AGAIN, output);
    }
    Instant from = Instant.now().plus(WARM_UP);
    Instant to = from.plus(MEASURED);
    stayAlive(process, Duration.between(Instant.now(), to).plus(LAST_ARRIVALS), output);
    Samples lag = new Samples("lag");
    api.arrivals().stream()
        .filter(arrival -> !arrival.due().isBefore(from) && arrival.due().isBefore(to))
        .forEach(arrival -> lag.add(arrival.lag().toNanos() / 1e6));
    long expected = TABLES * MEASURED.toSeconds();
    if (lag.count() != expected) {
      throw new IOException(
          "%d polls were due and arrived in %s, expected %d"
              .formatted(lag.count(), MEASURED, expected));
    }
    return lag;
  }

  private static void stayAlive(Process process, Duration time, Path output)
      throws IOException, InterruptedException {
    if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException(
          "The run of %d tables ended with %d, expected it to go on:%n%s"
              .formatted(TABLES, process.exitValue(), Files.readString(output)));
    }
  }

  private static void report(Samples lag, JvmProbe probe) {
    System.out.printf(
        "%d tables: lag p50 %.1f ms, p99 %.1f ms, highest %.1f ms; %d threads, of them %d of ours and"
            + " %d of source tasks; %d MB of heap used%n",
        TABLES,
        lag.median(),
        lag.percentile(99),
        lag.percentile(100),
        probe.threads().size(),
        probe.threadsOf("sqluice-"),
        probe.threadsOf("Source: "),
        probe.heapBytes() >> 20);
  }

  /** Like {@code sql/source.sql}, a hundred times. */
  private static String script(String url) {
    return IntStream.range(0, TABLES)
        .mapToObj(
            table ->
                """
                CREATE TABLE t%1$d (n INT) WITH (
                    'connector' = 'http',
                    'url' = '%2$s/t%1$d',
                    'params.due' = '{{trigger_time:epoch-ms}}',
                    'scan.poll-interval' = '1 s',
                    'jq' = '.[] | {n}'
                );
                INSERT INTO nowhere SELECT n FROM t%1$d;
                """
                    .formatted(table, url))
        .collect(
            Collectors.joining(
                "", "CREATE TABLE nowhere (n INT) WITH ('connector' = 'blackhole');\n", ""));
  }
}
