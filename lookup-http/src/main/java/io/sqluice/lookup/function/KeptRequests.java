package io.sqluice.lookup.function;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Keeps the answers to requests, before anybody is told of them. */
final class KeptRequests implements Requests {

  private final AnswerCache cache;
  private final Requests requests;

  KeptRequests(AnswerCache cache, Requests requests) {
    this.cache = cache;
    this.requests = requests;
  }

  @Override
  public CompletableFuture<List<RowData>> ask(GenericRowData parameters) {
    // An equal request may have ended since the cache was looked into.
    List<RowData> kept = cache.get(parameters);
    if (kept != null) {
      return CompletableFuture.completedFuture(kept);
    }
    return requests
        .ask(parameters)
        .thenApply(
            rows -> {
              cache.put(parameters, rows);
              return rows;
            });
  }

  @Override
  public void flush() {
    requests.flush();
  }
}
