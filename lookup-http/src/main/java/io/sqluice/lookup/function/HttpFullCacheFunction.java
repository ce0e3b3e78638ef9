package io.sqluice.lookup.function;

import io.sqluice.http.client.Lease;
import io.sqluice.http.client.SharedResources;
import java.util.Collection;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.runtime.metrics.groups.InternalCacheMetricGroup;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.LookupFunction;
import org.apache.flink.table.runtime.functions.table.lookup.fullcache.LookupFullCache;

/** Looks rows up among all rows of the API, which are loaded from time to time. */
public final class HttpFullCacheFunction extends LookupFunction {

  private static final long serialVersionUID = 1L;

  private final LookupConfig config;
  private final LookupPlan plan;
  @Nullable private transient Lease lease;
  @Nullable private transient LookupFullCache cache;
  @Nullable private transient LookupMetrics metrics;

  /** What tasks have in common that look up in the same rows. */
  private record SharedBy(LookupConfig config, LookupPlan plan) {}

  /**
   * @param config with a {@link ReloadConfig}
   * @param plan without parameters
   */
  public HttpFullCacheFunction(LookupConfig config, LookupPlan plan) {
    this.config = config;
    this.plan = plan;
  }

  @Override
  public void open(FunctionContext context) throws Exception {
    lease = SharedResources.acquire();
    metrics = LookupTask.metrics(config, context);
    SharedFullCache shared =
        lease.share(
            SharedFullCache.class,
            new SharedBy(config, plan),
            () ->
                new SharedFullCache(
                    LookupTask.open(config, plan, metrics, context),
                    config.reload(),
                    context.getUserCodeClassLoader()));
    cache = shared.open(new InternalCacheMetricGroup(metrics.group(), "cache"));
  }

  @Override
  public Collection<RowData> lookup(RowData keyRow) {
    if (Keys.haveNull(keyRow)) {
      return List.of();
    }
    metrics.lookedUp();
    Collection<RowData> rows = cache.getIfPresent(keyRow);
    metrics.emitted(rows.size());
    return rows;
  }

  @Override
  public void close() {
    if (lease != null) {
      lease.close();
    }
  }
}
