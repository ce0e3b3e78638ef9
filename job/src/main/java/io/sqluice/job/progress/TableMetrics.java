package io.sqluice.job.progress;

import io.sqluice.job.dialect.Dialect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/**
 * Collects the counters that tables over HTTP register in the group {@code sqluice}, {@code table},
 * name.
 *
 * <p>Counters of several subtasks add up. What a subtask has counted when it goes away (at the end,
 * or before a restart) stays counted. Thread-safe: Flink calls it from task threads.
 */
public final class TableMetrics implements MetricReporter {

  private static final String GROUP = "sqluice";
  private static final String TABLE = "<table>";

  /** Where a script's tables are unless it says otherwise; not worth a place on the line. */
  private static final String USUAL_SCOPE = "default_catalog.default_database.";

  private static final String POLLS = "polls";
  private static final String FAILED_POLLS = "failedPolls";
  private static final String LOOKUPS = "lookups";
  private static final String FAILED_LOOKUPS = "failedLookups";
  private static final String REQUESTS = "requests";
  private static final String ROWS = "recordsEmitted";
  private static final String DECODE_ERRORS = "decodeErrors";
  private static final Set<String> PROGRESS =
      Set.of(POLLS, FAILED_POLLS, LOOKUPS, FAILED_LOOKUPS, REQUESTS, ROWS, DECODE_ERRORS);

  private final Map<Counter, Key> running = new HashMap<>();
  private final Map<Key, Long> ended = new HashMap<>();

  /** A counter's table and name. */
  private record Key(String table, String name) {}

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public synchronized void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Counter counter
        && PROGRESS.contains(name)
        && List.of(group.getScopeComponents()).contains(GROUP)) {
      String table = group.getAllVariables().get(TABLE);
      if (table != null) {
        running.put(counter, new Key(table, name));
      }
    }
  }

  @Override
  public synchronized void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Counter counter) {
      Key key = running.remove(counter);
      if (key != null) {
        ended.merge(key, counter.getCount(), Long::sum);
      }
    }
  }

  /** The tables by name; empty if no table that counts is read. */
  public synchronized List<TableProgress> tables() {
    Map<Key, Long> totals = new HashMap<>(ended);
    running.forEach((counter, key) -> totals.merge(key, counter.getCount(), Long::sum));
    Map<String, Map<String, Long>> byTable = new TreeMap<>();
    totals.forEach(
        (key, count) ->
            byTable.computeIfAbsent(key.table(), table -> new HashMap<>()).put(key.name(), count));
    List<TableProgress> tables = new ArrayList<>();
    byTable.forEach((table, counts) -> tables.add(progress(table, counts)));
    return tables;
  }

  private static TableProgress progress(String table, Map<String, Long> counts) {
    boolean looksUp = counts.containsKey(LOOKUPS);
    return new TableProgress(
        shownName(table),
        looksUp
            ? TableProgress.lookedUp(counts.get(LOOKUPS), counts.getOrDefault(REQUESTS, 0L))
            : TableProgress.polled(counts.getOrDefault(POLLS, 0L)),
        counts.getOrDefault(ROWS, 0L),
        counts.getOrDefault(looksUp ? FAILED_LOOKUPS : FAILED_POLLS, 0L),
        counts.getOrDefault(DECODE_ERRORS, 0L));
  }

  /** As the script has it: the name of the view, where the dialect has put one over the table. */
  private static String shownName(String table) {
    String name = table.startsWith(USUAL_SCOPE) ? table.substring(USUAL_SCOPE.length()) : table;
    return name.endsWith(Dialect.SOURCE_SUFFIX)
        ? name.substring(0, name.length() - Dialect.SOURCE_SUFFIX.length())
        : name;
  }
}
