package io.sqluice.lookup.function;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.LookupFunction;

/** Looks rows up one after another; the task waits for each. */
public final class HttpLookupFunction extends LookupFunction {

  private static final long serialVersionUID = 1L;

  private final LookupConfig config;
  private final LookupPlan plan;
  @Nullable private transient LookupTask task;
  @Nullable private transient RowLookup rows;

  public HttpLookupFunction(LookupConfig config, LookupPlan plan) {
    this.config = config;
    this.plan = plan;
  }

  @Override
  public void open(FunctionContext context) {
    task = LookupTask.open(config, plan, LookupMetrics::new, context);
    rows = task.rowLookup(AnswerCache::new);
  }

  @Override
  public Collection<RowData> lookup(RowData keyRow) throws IOException {
    CompletableFuture<Collection<RowData>> result = rows.lookup(keyRow);
    if (!result.isDone()) {
      // No other row comes before this one is done.
      rows.flush();
    }
    try {
      return result.get();
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the task was cancelled while it waited for an answer");
    } catch (ExecutionException failure) {
      throw new IOException(failure.getCause().getMessage(), failure.getCause());
    }
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
