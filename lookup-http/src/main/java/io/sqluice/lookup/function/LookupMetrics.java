package io.sqluice.lookup.function;

import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What the lookups of one table and subtask count, next to what its client does. Thread-safe.
 *
 * <ul>
 *   <li>{@code lookups}: rows that were looked up, without those whose key is NULL
 *   <li>{@code failedLookups}: rows whose lookup failed; with a full cache, loads that failed
 *   <li>{@code recordsEmitted}: rows that were given to Flink
 *   <li>{@code decodeErrors}: records that did not become rows
 *   <li>{@code coalesced}: rows that shared a request which was under way
 *   <li>{@code cacheHits}, {@code cacheMisses}, {@code cacheHitRatio} (0 to 1, 0 before the first
 *       row), {@code cachedAnswers} (of the worker): with a cache
 *   <li>{@code batchSize}: keys of a request, over the last 1000: with batches
 * </ul>
 */
final class LookupMetrics {

  private static final int WINDOW = 1_000;

  private final MetricGroup group;
  private final Counter lookups;
  private final Counter failedLookups;
  private final Counter recordsEmitted;
  private final Counter decodeErrors;
  private final Counter coalesced;
  private final Counter cacheHits = new ThreadSafeSimpleCounter();
  private final Counter cacheMisses = new ThreadSafeSimpleCounter();
  private final Histogram batchSize = new DescriptiveStatisticsHistogram(WINDOW);

  /**
   * @param group of the table
   */
  LookupMetrics(MetricGroup group) {
    this.group = group;
    this.lookups = counter("lookups");
    this.failedLookups = counter("failedLookups");
    this.recordsEmitted = counter("recordsEmitted");
    this.decodeErrors = counter("decodeErrors");
    this.coalesced = counter("coalesced");
  }

  /** The group of the table. */
  MetricGroup group() {
    return group;
  }

  private Counter counter(String name) {
    return group.counter(name, new ThreadSafeSimpleCounter());
  }

  /**
   * Registers what a cache counts.
   *
   * @param cachedAnswers the answers that are kept
   */
  void registerCache(LongSupplier cachedAnswers) {
    group.counter("cacheHits", cacheHits);
    group.counter("cacheMisses", cacheMisses);
    group.gauge("cacheHitRatio", (Gauge<Double>) this::hitRatio);
    group.gauge("cachedAnswers", (Gauge<Long>) cachedAnswers::getAsLong);
  }

  private double hitRatio() {
    long hits = cacheHits.getCount();
    long all = hits + cacheMisses.getCount();
    return all == 0 ? 0 : (double) hits / all;
  }

  /** Registers what batches count. */
  void registerBatches() {
    group.histogram("batchSize", batchSize);
  }

  void lookedUp() {
    lookups.inc();
  }

  void failed() {
    failedLookups.inc();
  }

  void emitted(int rows) {
    recordsEmitted.inc(rows);
  }

  void decodeFailed(int records) {
    decodeErrors.inc(records);
  }

  void coalesced() {
    coalesced.inc();
  }

  void hit() {
    cacheHits.inc();
  }

  void missed() {
    cacheMisses.inc();
  }

  void batchSent(int keys) {
    batchSize.update(keys);
  }
}
