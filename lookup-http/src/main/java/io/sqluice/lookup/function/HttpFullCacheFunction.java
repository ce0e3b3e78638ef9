package io.sqluice.lookup.function;

import io.sqluice.http.client.Lease;
import io.sqluice.http.client.SharedResources;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.runtime.metrics.groups.InternalCacheMetricGroup;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.LookupFunction;

/** Looks rows up among all rows of the API, which are loaded from time to time. */
public final class HttpFullCacheFunction extends LookupFunction {

  private static final long serialVersionUID = 1L;

  private final LookupConfig config;
  private final LookupPlan plan;
  @Nullable private transient Lease lease;
  @Nullable private transient SharedFullCache cache;
  @Nullable private transient LookupMetrics metrics;

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
    metrics = new LookupMetrics(LookupTask.metricGroup(config, context));
    cache =
        lease.share(
            SharedFullCache.class,
            new SharedBy(config, plan, context.getUserCodeClassLoader()),
            () ->
                new SharedFullCache(
                    LookupTask.open(config, plan, group -> metrics, context),
                    config.reload(),
                    context.getUserCodeClassLoader()));
    cache.open(new InternalCacheMetricGroup(metrics.group(), "cache"));
  }

  @Override
  public Collection<RowData> lookup(RowData keyRow) throws IOException {
    if (Keys.haveNull(keyRow)) {
      return List.of();
    }
    metrics.lookedUp();
    Collection<RowData> rows;
    try {
      rows = cache.rows(keyRow);
    } catch (Exception failed) {
      throw new IOException(failed.getMessage(), failed);
    }
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
