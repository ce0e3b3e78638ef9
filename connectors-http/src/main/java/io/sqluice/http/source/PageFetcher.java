package io.sqluice.http.source;

import io.sqluice.http.client.HttpCaller;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.response.ExtractedPage;
import io.sqluice.http.response.PageExtractor;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Fetches one page: sends the request and turns the answer into rows, all of it off the task
 * thread.
 */
final class PageFetcher {

  private static final int NOT_MODIFIED = 304;

  private final HttpSourceConfig config;
  private final HttpCaller caller;
  private final PageExtractor extractor;
  private final SourceWatermarkClock clock;
  private final Executor workers;

  PageFetcher(
      HttpSourceConfig config,
      HttpCaller caller,
      PageExtractor extractor,
      SourceWatermarkClock clock,
      Executor workers) {
    this.config = config;
    this.caller = caller;
    this.extractor = extractor;
    this.clock = clock;
    this.workers = workers;
  }

  /** An answer with its rows, and when it arrived; the fetch time is released by who emits them. */
  record FetchedPage(Instant fetchTime, ExtractedPage page) {}

  /**
   * Starts to fetch a page.
   *
   * @return completes on another thread; with HttpCallException if there was no good answer, with
   *     ExtractionException if it has no rows to give; cancelling it aborts the request
   */
  CompletableFuture<FetchedPage> fetch(HttpRequest request) {
    CompletableFuture<HttpResponse> call = caller.call(request);
    CompletableFuture<FetchedPage> result = new CompletableFuture<>();
    call.whenComplete(
        (response, failure) -> {
          if (failure != null) {
            result.completeExceptionally(unwrap(failure));
          } else {
            extract(response, result);
          }
        });
    result.whenComplete(
        (page, failure) -> {
          if (failure instanceof CancellationException) {
            call.cancel(true);
          }
        });
    return result;
  }

  private void extract(HttpResponse response, CompletableFuture<FetchedPage> result) {
    Instant fetchTime = clock.arrived();
    result.whenComplete(
        (page, failure) -> {
          if (failure != null) {
            clock.released(fetchTime);
          }
        });
    if (hasNoRows(response)) {
      result.complete(
          new FetchedPage(fetchTime, new ExtractedPage(response, List.of(), null, null)));
      return;
    }
    workers.execute(
        () -> {
          try {
            result.complete(new FetchedPage(fetchTime, extractor.extract(response)));
          } catch (Throwable failure) {
            // Also a StackOverflowError of a jq program: it ends the poll, not the worker.
            result.completeExceptionally(failure);
          }
        });
  }

  private boolean hasNoRows(HttpResponse response) {
    return response.statusCode() == NOT_MODIFIED
        || config.client().ignoredCodes().contains(response.statusCode());
  }

  static Throwable unwrap(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
