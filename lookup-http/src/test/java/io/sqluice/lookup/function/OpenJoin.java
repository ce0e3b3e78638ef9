package io.sqluice.lookup.function;

import io.sqluice.lookup.table.Joins.Join;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** A join that is open without a cluster, with its metrics in reach. */
final class OpenJoin implements AutoCloseable {

  private final MetricListener metrics = new MetricListener();
  private final LookupTask task;
  private final RowLookup rows;

  OpenJoin(Join join) {
    this(join, config -> new AnswerCache(config));
  }

  OpenJoin(Join join, Function<LookupConfig.CacheConfig, AnswerCache> caches) {
    TestingContext context = new TestingContext(metrics.getMetricGroup());
    task = LookupTask.open(join.config(), join.plan(), LookupMetrics::new, context);
    rows = task.rowLookup(caches);
  }

  /** Columns by name and type in turn. */
  static RowType columns(Object... namesAndTypes) {
    List<RowType.RowField> fields =
        IntStream.range(0, namesAndTypes.length / 2)
            .mapToObj(
                i ->
                    new RowType.RowField(
                        (String) namesAndTypes[2 * i], (LogicalType) namesAndTypes[2 * i + 1]))
            .toList();
    return new RowType(false, fields);
  }

  /** Options of a table, of which later ones win. */
  static Map<String, String> options(String... keysAndValues) {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      options.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return options;
  }

  /** A row of keys; texts are Java's. */
  static RowData keys(Object... values) {
    GenericRowData row = new GenericRowData(values.length);
    for (int i = 0; i < values.length; i++) {
      row.setField(i, values[i] instanceof String text ? StringData.fromString(text) : values[i]);
    }
    return row;
  }

  /** Begins a lookup. */
  CompletableFuture<Collection<RowData>> start(Object... keys) {
    return rows.lookup(keys(keys));
  }

  /** The rows of a lookup, such as +I(a,1). */
  List<String> lookup(Object... keys) {
    return shown(start(keys));
  }

  /** What a lookup that was begun comes to. */
  static List<String> shown(CompletableFuture<Collection<RowData>> lookup) {
    try {
      List<String> shown = new ArrayList<>();
      lookup.get(30, TimeUnit.SECONDS).forEach(row -> shown.add(row.toString()));
      return shown;
    } catch (ExecutionException failed) {
      return List.of(failed.getCause().getMessage());
    } catch (InterruptedException | TimeoutException neverDone) {
      throw new AssertionError("the lookup does not end", neverDone);
    }
  }

  long count(String counter) {
    return metrics.getCounter("sqluice", "table", "`c`.`d`.`t`", counter).orElseThrow().getCount();
  }

  Object gauge(String gauge) {
    return metrics.getGauge("sqluice", "table", "`c`.`d`.`t`", gauge).orElseThrow().getValue();
  }

  Histogram histogram(String histogram) {
    return metrics.getHistogram("sqluice", "table", "`c`.`d`.`t`", histogram).orElseThrow();
  }

  @Override
  public void close() {
    task.close();
  }
}
