package io.sqluice.lookup.function;

import java.util.Collection;
import org.apache.flink.runtime.metrics.groups.InternalCacheMetricGroup;
import org.apache.flink.table.data.RowData;
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
   * Waits until there are rows.
   *
   * @throws Exception if they cannot be loaded
   */
  void open(InternalCacheMetricGroup metrics) throws Exception {
    boolean anew = rows.hasFailed();
    cache.open(metrics);
    rows.await(anew);
  }

  /**
   * The rows with some keys.
   *
   * @throws Exception if a load failed and that ends the job
   */
  Collection<RowData> rows(RowData keyRow) throws Exception {
    rows.rejectFailed();
    return cache.getIfPresent(keyRow);
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
