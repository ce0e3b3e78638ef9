package io.sqluice.lookup.function;

import io.sqluice.lookup.function.LookupConfig.CacheConfig;
import java.util.Collection;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.metrics.groups.InternalCacheMetricGroup;
import org.apache.flink.table.connector.source.lookup.cache.DefaultLookupCache;
import org.apache.flink.table.connector.source.lookup.cache.LookupCache;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/**
 * The answers that are kept, by what was asked, in Flink's own cache. It is not put around the
 * function as Flink would do: there its keys would be all those of a row, also those that do not go
 * into the request, and failures that a row goes on with would be kept, too. Thread-safe.
 */
final class AnswerCache implements AutoCloseable {

  private final LookupCache cache;

  AnswerCache(CacheConfig config) {
    this(flinkCache(config));
  }

  AnswerCache(LookupCache cache) {
    this.cache = cache;
    // Hits and misses are counted by task, and this is the worker's.
    cache.open(new InternalCacheMetricGroup(new UnregisteredMetricsGroup(), "cache"));
  }

  static LookupCache flinkCache(CacheConfig config) {
    DefaultLookupCache.Builder builder =
        DefaultLookupCache.newBuilder().cacheMissingKey(config.missingKeys());
    if (config.maxRows() != null) {
      builder.maximumSize(config.maxRows());
    }
    if (config.expireAfterWrite() != null) {
      builder.expireAfterWrite(config.expireAfterWrite());
    }
    if (config.expireAfterAccess() != null) {
      builder.expireAfterAccess(config.expireAfterAccess());
    }
    return builder.build();
  }

  /** The rows of an answer; null if it is not kept. */
  @Nullable
  List<RowData> get(GenericRowData parameters) {
    Collection<RowData> rows = cache.getIfPresent(parameters);
    return rows == null ? null : (List<RowData>) rows;
  }

  void put(GenericRowData parameters, List<RowData> rows) {
    cache.put(parameters, rows);
  }

  /** The answers that are kept. */
  long size() {
    return cache.size();
  }

  @Override
  public void close() throws Exception {
    cache.close();
  }
}
