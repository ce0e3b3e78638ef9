package io.sqluice.lookup.function;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.lookup.function.LookupConfig.ErrorPolicy;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import javax.annotation.Nullable;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.functions.table.lookup.fullcache.CacheLoader;

/**
 * Loads all rows of an API for Flink's full cache, on Flink's thread for that. A load that fails
 * ends the job if it is the first one, or if failed lookups do; else the rows stay as they were.
 */
final class AllRows extends CacheLoader {

  private static final long serialVersionUID = 1L;

  private final transient ErrorPolicy errorPolicy;
  private final transient Keys keys;
  private final transient Answers answers;
  private final transient PageRows pageRows;
  private final transient LookupMetrics metrics;
  private final transient LookupWarnings warnings;
  private transient volatile boolean loaded;
  @Nullable private transient volatile Exception failure;

  AllRows(
      LookupConfig config,
      Keys keys,
      Answers answers,
      PageRows pageRows,
      LookupMetrics metrics,
      LookupWarnings warnings) {
    this.errorPolicy = config.errorPolicy();
    this.keys = keys;
    this.answers = answers;
    this.pageRows = pageRows;
    this.metrics = metrics;
    this.warnings = warnings;
  }

  /** Never throws, which would end all later loads. */
  @Override
  protected boolean updateCache() {
    try {
      return load();
    } catch (InterruptedException closed) {
      return false;
    } catch (Exception failed) {
      metrics.failed();
      if (loaded && errorPolicy != ErrorPolicy.FAIL && failed instanceof LookupFailure lookup) {
        warnings.noteLoad(lookup);
      } else {
        failure = failed;
      }
      return false;
    }
  }

  private boolean load() throws Exception {
    RowSink sink = new RowSink(pageRows, new GenericRowData(0));
    HttpRequest request = answers.request(Map.of());
    CompletableFuture<Void> reading = answers.read(request, sink);
    try {
      reading.get();
    } catch (InterruptedException closed) {
      reading.cancel(false);
      throw closed;
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Exception exception
          ? exception
          : new IllegalStateException(failed.getCause());
    }
    if (sink.ignored() != null) {
      throw answers.noSuchPlace(request, sink.ignored());
    }
    ConcurrentHashMap<RowData, Collection<RowData>> rows = new ConcurrentHashMap<>();
    for (RowData row : sink.rows()) {
      GenericRowData key = keys.ofResult(row);
      if (!Keys.haveNull(key)) {
        rows.computeIfAbsent(key, unknown -> new ConcurrentLinkedQueue<>()).add(row);
      }
    }
    cache = rows;
    loaded = true;
    failure = null;
    return true;
  }

  /** Whether the last load has failed and that ends the job. */
  boolean hasFailed() {
    return failure != null;
  }

  /**
   * Waits until there are rows.
   *
   * @param anew whether they are to be loaded once more, as for a task that starts again because
   *     they could not be loaded
   * @throws Exception if that failed
   */
  void await(boolean anew) throws Exception {
    awaitFirstLoad();
    if (anew) {
      reloadAsync().get();
    }
    rejectFailed();
  }

  /** Throws what the last load failed with, if that is to end the job. */
  void rejectFailed() throws Exception {
    Exception ended = failure;
    if (ended != null) {
      throw ended;
    }
  }
}
