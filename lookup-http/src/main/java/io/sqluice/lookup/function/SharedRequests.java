package io.sqluice.lookup.function;

import io.sqluice.http.api.Causes;
import io.sqluice.http.client.CallerClosedException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/**
 * Sends equal requests that are under way at once only once, for all tasks of a worker that read
 * the same table in the same way.
 */
final class SharedRequests implements Requests {

  /** The requests under way, by what they ask for. */
  static final class UnderWay implements AutoCloseable {

    private final ConcurrentMap<GenericRowData, CompletableFuture<List<RowData>>> byParameters =
        new ConcurrentHashMap<>();

    /** Holds nothing: each request takes itself out. */
    @Override
    public void close() {}
  }

  private final Map<GenericRowData, CompletableFuture<List<RowData>>> underWay;
  private final Requests requests;
  private final LookupMetrics metrics;

  SharedRequests(UnderWay underWay, Requests requests, LookupMetrics metrics) {
    this.underWay = underWay.byParameters;
    this.requests = requests;
    this.metrics = metrics;
  }

  @Override
  public CompletableFuture<List<RowData>> ask(GenericRowData parameters) {
    CompletableFuture<List<RowData>> ours = new CompletableFuture<>();
    CompletableFuture<List<RowData>> theirs = underWay.putIfAbsent(parameters, ours);
    if (theirs != null) {
      metrics.coalesced();
      return theirs
          .handle((rows, failure) -> failure == null ? theirs : again(parameters, failure))
          .thenCompose(result -> result);
    }
    try {
      requests
          .ask(parameters)
          .whenComplete(
              (rows, failure) -> {
                // Before anybody is told: who comes now must not get an old answer.
                underWay.remove(parameters, ours);
                if (failure == null) {
                  ours.complete(rows);
                } else {
                  ours.completeExceptionally(Causes.of(failure));
                }
              });
    } catch (RuntimeException | Error broken) {
      underWay.remove(parameters, ours);
      ours.completeExceptionally(broken);
    }
    return ours;
  }

  @Override
  public void flush() {
    requests.flush();
  }

  /** Where the task that asked was closed, the first of those that waited asks itself. */
  private CompletableFuture<List<RowData>> again(GenericRowData parameters, Throwable failure) {
    Throwable cause = Causes.of(failure);
    return cause instanceof CancellationException || cause instanceof CallerClosedException
        ? ask(parameters)
        : CompletableFuture.failedFuture(cause);
  }
}
