package io.sqluice.lookup.function;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.AsyncLookupFunction;
import org.apache.flink.table.functions.FunctionContext;

/** Looks rows up while others are under way. */
public final class HttpAsyncLookupFunction extends AsyncLookupFunction {

  private static final long serialVersionUID = 1L;

  private final LookupConfig config;
  private final LookupPlan plan;
  @Nullable private transient LookupTask task;
  @Nullable private transient RowLookup rows;

  public HttpAsyncLookupFunction(LookupConfig config, LookupPlan plan) {
    this.config = config;
    this.plan = plan;
  }

  @Override
  public void open(FunctionContext context) {
    task = LookupTask.open(config, plan, LookupMetrics::new, context);
    rows = task.rowLookup(AnswerCache::new);
  }

  @Override
  public CompletableFuture<Collection<RowData>> asyncLookup(RowData keyRow) {
    return rows.lookup(keyRow);
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
    }
    if (task != null) {
      task.close();
    }
  }
}
