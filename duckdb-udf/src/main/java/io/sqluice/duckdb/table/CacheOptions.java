package io.sqluice.duckdb.table;

import static org.apache.flink.table.connector.source.lookup.LookupOptions.CACHE_TYPE;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.PARTIAL_CACHE_CACHE_MISSING_KEY;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.PARTIAL_CACHE_EXPIRE_AFTER_ACCESS;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.PARTIAL_CACHE_EXPIRE_AFTER_WRITE;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.PARTIAL_CACHE_MAX_ROWS;

import io.sqluice.http.options.TableOptions;
import java.time.Duration;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.connector.source.lookup.LookupOptions.LookupCacheType;
import org.apache.flink.table.connector.source.lookup.cache.DefaultLookupCache;

/** Which looked up rows are kept: Flink's own options of caches. */
final class CacheOptions {

  private static final List<ConfigOption<?>> OF_PARTIAL =
      List.of(
          PARTIAL_CACHE_MAX_ROWS,
          PARTIAL_CACHE_EXPIRE_AFTER_WRITE,
          PARTIAL_CACHE_EXPIRE_AFTER_ACCESS,
          PARTIAL_CACHE_CACHE_MISSING_KEY);

  private final TableOptions options;

  CacheOptions(TableOptions options) {
    this.options = options;
  }

  /** The cache; null if there is none. */
  @Nullable
  DefaultLookupCache read() {
    LookupCacheType type = options.constant(CACHE_TYPE, "NONE or PARTIAL");
    if (type == LookupCacheType.FULL) {
      options.problem(
          CACHE_TYPE.key(),
          "found 'FULL', expected NONE or PARTIAL: DuckDB itself keeps what is read often in memory.");
    }
    if (type != LookupCacheType.PARTIAL) {
      for (ConfigOption<?> option : OF_PARTIAL) {
        if (options.has(option)) {
          options.problem(option.key(), "it needs 'lookup.cache' = 'PARTIAL'.");
        }
      }
      return null;
    }
    return partial();
  }

  @Nullable
  private DefaultLookupCache partial() {
    Long maxRows = options.count(PARTIAL_CACHE_MAX_ROWS);
    Duration afterWrite = options.period(PARTIAL_CACHE_EXPIRE_AFTER_WRITE);
    Duration afterAccess = options.period(PARTIAL_CACHE_EXPIRE_AFTER_ACCESS);
    if (maxRows == null && afterWrite == null && afterAccess == null) {
      options.problem(
          CACHE_TYPE.key(),
          "nothing bounds the cache, which would fill the memory; say so with"
              + " 'lookup.partial-cache.max-rows', 'lookup.partial-cache.expire-after-write' or"
              + " 'lookup.partial-cache.expire-after-access'.");
      return null;
    }
    DefaultLookupCache.Builder cache =
        DefaultLookupCache.newBuilder()
            .cacheMissingKey(options.flag(PARTIAL_CACHE_CACHE_MISSING_KEY));
    if (maxRows != null) {
      cache.maximumSize(maxRows);
    }
    if (afterWrite != null) {
      cache.expireAfterWrite(afterWrite);
    }
    if (afterAccess != null) {
      cache.expireAfterAccess(afterAccess);
    }
    return cache.build();
  }
}
