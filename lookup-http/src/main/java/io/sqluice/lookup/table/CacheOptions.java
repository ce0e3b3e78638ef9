package io.sqluice.lookup.table;

import static org.apache.flink.table.connector.source.lookup.LookupOptions.CACHE_TYPE;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.FULL_CACHE_PERIODIC_RELOAD_INTERVAL;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.FULL_CACHE_PERIODIC_RELOAD_SCHEDULE_MODE;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.FULL_CACHE_RELOAD_STRATEGY;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.FULL_CACHE_TIMED_RELOAD_INTERVAL_IN_DAYS;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.FULL_CACHE_TIMED_RELOAD_ISO_TIME;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.PARTIAL_CACHE_CACHE_MISSING_KEY;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.PARTIAL_CACHE_EXPIRE_AFTER_ACCESS;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.PARTIAL_CACHE_EXPIRE_AFTER_WRITE;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.PARTIAL_CACHE_MAX_ROWS;

import io.sqluice.http.options.TableOptions;
import io.sqluice.lookup.function.LookupConfig.CacheConfig;
import io.sqluice.lookup.function.ReloadConfig;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.connector.source.lookup.LookupOptions.LookupCacheType;
import org.apache.flink.table.connector.source.lookup.LookupOptions.ReloadStrategy;

/** Which answers are kept: Flink's own options of caches. */
final class CacheOptions {

  private static final List<ConfigOption<?>> OF_PARTIAL =
      List.of(
          PARTIAL_CACHE_MAX_ROWS,
          PARTIAL_CACHE_EXPIRE_AFTER_WRITE,
          PARTIAL_CACHE_EXPIRE_AFTER_ACCESS,
          PARTIAL_CACHE_CACHE_MISSING_KEY);

  private static final List<ConfigOption<?>> OF_PERIODIC =
      List.of(FULL_CACHE_PERIODIC_RELOAD_INTERVAL, FULL_CACHE_PERIODIC_RELOAD_SCHEDULE_MODE);

  private static final List<ConfigOption<?>> OF_TIMED =
      List.of(FULL_CACHE_TIMED_RELOAD_ISO_TIME, FULL_CACHE_TIMED_RELOAD_INTERVAL_IN_DAYS);

  private final TableOptions options;
  private final LookupCacheType type;

  CacheOptions(TableOptions options) {
    this.options = options;
    this.type = options.constant(CACHE_TYPE, "NONE, PARTIAL or FULL");
  }

  /** The cache by request; null unless there is one. */
  @Nullable
  CacheConfig partial() {
    if (type != LookupCacheType.PARTIAL) {
      reject(OF_PARTIAL, "'lookup.cache' = 'PARTIAL'");
      return null;
    }
    CacheConfig config =
        new CacheConfig(
            options.count(PARTIAL_CACHE_MAX_ROWS),
            options.period(PARTIAL_CACHE_EXPIRE_AFTER_WRITE),
            options.period(PARTIAL_CACHE_EXPIRE_AFTER_ACCESS),
            options.flag(PARTIAL_CACHE_CACHE_MISSING_KEY));
    if (config.maxRows() == null
        && config.expireAfterWrite() == null
        && config.expireAfterAccess() == null) {
      options.problem(
          CACHE_TYPE.key(),
          "nothing bounds the cache, which would fill the memory; say so with"
              + " 'lookup.partial-cache.max-rows', 'lookup.partial-cache.expire-after-write' or"
              + " 'lookup.partial-cache.expire-after-access'.");
    }
    return config;
  }

  /**
   * When the cache of all rows is loaded; null unless there is one.
   *
   * @param asksForKeys whether the request has the value of a column
   */
  @Nullable
  ReloadConfig full(boolean asksForKeys) {
    if (type != LookupCacheType.FULL) {
      reject(List.of(FULL_CACHE_RELOAD_STRATEGY), "'lookup.cache' = 'FULL'");
      reject(OF_PERIODIC, "'lookup.cache' = 'FULL'");
      reject(OF_TIMED, "'lookup.cache' = 'FULL'");
      return null;
    }
    if (asksForKeys) {
      options.problem(
          CACHE_TYPE.key(),
          "'FULL' loads all rows with one request, but this request asks for the values of a row;"
              + " take the placeholders of columns out of it, or choose 'PARTIAL'.");
    }
    if (options.has(LookupConnectorOptions.LOOKUP_BATCH_SIZE)) {
      options.problem(
          LookupConnectorOptions.LOOKUP_BATCH_SIZE.key(),
          "with 'lookup.cache' = 'FULL' no row is asked for; leave one of them out.");
    }
    if (options.constant(FULL_CACHE_RELOAD_STRATEGY, "PERIODIC or TIMED")
        == ReloadStrategy.PERIODIC) {
      reject(OF_TIMED, "'lookup.full-cache.reload-strategy' = 'TIMED'");
      return periodic();
    }
    reject(OF_PERIODIC, "'lookup.full-cache.reload-strategy' = 'PERIODIC'");
    return timed();
  }

  private ReloadConfig periodic() {
    Duration interval = options.period(FULL_CACHE_PERIODIC_RELOAD_INTERVAL);
    if (interval == null) {
      options.problem(
          FULL_CACHE_PERIODIC_RELOAD_INTERVAL.key(),
          "it is missing; say how often all rows are loaded, such as '10 min'.");
      return null;
    }
    return new ReloadConfig.Periodic(
        interval,
        options.constant(FULL_CACHE_PERIODIC_RELOAD_SCHEDULE_MODE, "FIXED_DELAY or FIXED_RATE"));
  }

  @Nullable
  private ReloadConfig timed() {
    String text = options.text(FULL_CACHE_TIMED_RELOAD_ISO_TIME);
    if (text == null) {
      options.problem(
          FULL_CACHE_TIMED_RELOAD_ISO_TIME.key(),
          "it is missing; say at what time all rows are loaded, such as '10:15Z'.");
      return null;
    }
    Integer days = options.count(FULL_CACHE_TIMED_RELOAD_INTERVAL_IN_DAYS);
    try {
      TemporalAccessor time =
          DateTimeFormatter.ISO_TIME.parseBest(text, OffsetTime::from, LocalTime::from);
      return time instanceof OffsetTime offset
          ? new ReloadConfig.Timed(null, offset, days)
          : new ReloadConfig.Timed((LocalTime) time, null, days);
    } catch (DateTimeException noTime) {
      options.problem(
          FULL_CACHE_TIMED_RELOAD_ISO_TIME.key(),
          "found '"
              + text
              + "', expected a time such as '10:15' (of the worker's zone) or '10:15Z'.");
      return null;
    }
  }

  private void reject(List<ConfigOption<?>> given, String needed) {
    for (ConfigOption<?> option : given) {
      if (options.has(option)) {
        options.problem(option.key(), "it needs " + needed + ".");
      }
    }
  }
}
