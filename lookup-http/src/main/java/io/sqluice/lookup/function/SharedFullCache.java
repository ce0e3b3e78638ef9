package io.sqluice.lookup.function;

import org.apache.flink.runtime.metrics.groups.InternalCacheMetricGroup;
import org.apache.flink.table.runtime.functions.table.lookup.fullcache.LookupFullCache;

/**
 * Flink's full cache of one table, for all tasks of a worker, with a session of its own: the task
 * that came first may go first.
 */
final class SharedFullCache implements AutoCloseable {

  private final LookupTask loader;
  private final LookupFullCache cache;

  SharedFullCache(LookupTask loader, ReloadConfig reload, ClassLoader classLoader) {
    this.loader = loader;
    this.cache = new LookupFullCache(loader.allRows(), reload.trigger());
    cache.setUserCodeClassLoader(classLoader);
  }

  /** The cache; waits for the first load if that has not ended. */
  LookupFullCache open(InternalCacheMetricGroup metrics) {
    cache.open(metrics);
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
