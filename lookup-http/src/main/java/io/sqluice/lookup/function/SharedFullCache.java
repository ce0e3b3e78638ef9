package io.sqluice.lookup.function;

import org.apache.flink.runtime.metrics.groups.InternalCacheMetricGroup;
import org.apache.flink.table.runtime.functions.table.lookup.fullcache.LookupFullCache;

/**
 * Flink's full cache of one table, for all tasks of a worker, with a session of its own: the task
 * that came first may go first.
 */
final class SharedFullCache implements AutoCloseable {

  private final LookupTask loader;
  private final AllRows rows;
  private final LookupFullCache cache;

  SharedFullCache(LookupTask loader, ReloadConfig reload, ClassLoader classLoader) {
    this.loader = loader;
    this.rows = loader.allRows();
    this.cache = new LookupFullCache(rows, reload.trigger());
    cache.setUserCodeClassLoader(classLoader);
  }

  /**
   * The cache; waits for the first load if that has not ended.
   *
   * @throws Exception if it failed
   */
  LookupFullCache open(InternalCacheMetricGroup metrics) throws Exception {
    cache.open(metrics);
    rows.rejectFailed();
    return cache;
  }

  @Override
  public void close() throws Exception {
    try {
      cache.close();
    } finally {
      loader.close();
    }
  }
}
