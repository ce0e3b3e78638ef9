package io.sqluice.http.source;

import io.sqluice.http.client.HttpCaller;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.client.StatusCodes;
import io.sqluice.http.pagination.Pagination;
import io.sqluice.http.pagination.PaginationException;
import io.sqluice.http.response.ExtractedPage.DecodeErrors;
import io.sqluice.http.response.ExtractionException;
import io.sqluice.http.response.PageExtractor;
import io.sqluice.http.response.RecordListener;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;

/**
 * Fetches one page: sends the request, turns the answer into rows and finds the next page, all of
 * it off the task thread.
 */
final class PageFetcher {

  private static final int NOT_MODIFIED = 304;

  private final StatusCodes ignoredCodes;
  private final Pagination pagination;
  private final HttpCaller caller;
  private final PageExtractor extractor;
  private final SourceWatermarkClock clock;
  private final Executor workers;

  PageFetcher(
      StatusCodes ignoredCodes,
      Pagination pagination,
      HttpCaller caller,
      PageExtractor extractor,
      SourceWatermarkClock clock,
      Executor workers) {
    this.ignoredCodes = ignoredCodes;
    this.pagination = pagination;
    this.caller = caller;
    this.extractor = extractor;
    this.clock = clock;
    this.workers = workers;
  }

  /**
   * An answer with its rows.
   *
   * @param fetchTime when it arrived; released by who emits the rows
   * @param decodeErrors the records that did not become rows
   * @param nextToken the token of the next page; null if this is the poll's last
   * @param lost why the next page cannot be found; null if it can or there is none
   */
  record FetchedPage(
      Instant fetchTime,
      HttpResponse response,
      List<RowData> rows,
      DecodeErrors decodeErrors,
      @Nullable String nextToken,
      @Nullable PaginationException lost) {}

  /**
   * Starts to fetch a page.
   *
   * @param token what the page is asked for by
   * @return completes on another thread; with HttpCallException if there was no good answer, with
   *     ExtractionException if it has no rows to give; cancelling it aborts the request
   */
  CompletableFuture<FetchedPage> fetch(HttpRequest request, @Nullable String token) {
    CompletableFuture<HttpResponse> call = caller.call(request);
    CompletableFuture<FetchedPage> result = new CompletableFuture<>();
    call.whenComplete(
        (response, failure) -> {
          if (failure != null) {
            result.completeExceptionally(unwrap(failure));
          } else {
            read(response, token, result);
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

  private void read(
      HttpResponse response, @Nullable String token, CompletableFuture<FetchedPage> result) {
    Instant fetchTime = clock.arrived();
    result.whenComplete(
        (page, failure) -> {
          if (failure != null) {
            clock.released(fetchTime);
          }
        });
    if (response.statusCode() == NOT_MODIFIED || ignoredCodes.contains(response.statusCode())) {
      result.complete(
          new FetchedPage(fetchTime, response, List.of(), DecodeErrors.NONE, null, null));
      return;
    }
    workers.execute(
        () -> {
          try {
            result.complete(page(fetchTime, response, token));
          } catch (Throwable failure) {
            // Also a StackOverflowError of a jq program: it ends the poll, not the worker.
            result.completeExceptionally(failure);
          }
        });
  }

  /** The parsed body goes no further than this: only rows and token are kept. */
  private FetchedPage page(Instant fetchTime, HttpResponse response, @Nullable String token)
      throws ExtractionException {
    return extractor.extract(
        response,
        RecordListener.NONE,
        page -> {
          try {
            String next = pagination.nextToken(token, page);
            return new FetchedPage(
                fetchTime, response, page.rows(), page.decodeErrors(), next, null);
          } catch (PaginationException lost) {
            return new FetchedPage(
                fetchTime, response, page.rows(), page.decodeErrors(), null, lost);
          }
        });
  }

  static Throwable unwrap(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
