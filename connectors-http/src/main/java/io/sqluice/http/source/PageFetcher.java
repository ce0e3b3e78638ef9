package io.sqluice.http.source;

import io.sqluice.http.api.ApiSession;
import io.sqluice.http.api.Causes;
import io.sqluice.http.client.HttpCaller;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.client.StatusCodes;
import io.sqluice.http.incremental.CursorValue;
import io.sqluice.http.incremental.Hash128;
import io.sqluice.http.incremental.RecordNotes;
import io.sqluice.http.incremental.RecordReader;
import io.sqluice.http.pagination.Pagination;
import io.sqluice.http.pagination.PaginationException;
import io.sqluice.http.response.ExtractionException;
import io.sqluice.http.response.PageExtractor;
import io.sqluice.http.secret.TableSecrets;
import io.sqluice.http.source.ScanConfig.EmitMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.annotation.Nullable;

/**
 * Fetches one page: sends the request, turns the answer into rows and finds the next page, all of
 * it off the task thread.
 */
final class PageFetcher {

  private static final int NOT_MODIFIED = 304;

  private final StatusCodes ignoredCodes;
  private final Pagination pagination;
  private final TableSecrets secrets;
  private final HttpCaller caller;
  private final PageExtractor extractor;
  private final SourceWatermarkClock clock;
  private final RecordReader recordReader;
  private final boolean hashesBodies;
  private final byte[] readAs;
  private final Executor workers;

  PageFetcher(
      HttpSourceConfig config,
      RequestStream requests,
      ApiSession session,
      SourceWatermarkClock clock) {
    this.ignoredCodes = config.api().client().codes().ignored();
    this.pagination = requests.pagination();
    this.secrets = requests.secrets();
    this.readAs = requests.readAs().getBytes(StandardCharsets.UTF_8);
    this.recordReader = new RecordReader(config.scan().cursor(), config.scan().emit().key());
    this.hashesBodies = config.scan().emit().mode() == EmitMode.CHANGED;
    this.caller = session.caller();
    this.extractor = session.extractor();
    this.clock = clock;
    this.workers = session.resources().workers();
  }

  /**
   * Starts to fetch a page.
   *
   * @param triggerTime the scheduled fire time of the poll
   * @param token what the page is asked for by
   * @param cursor the highest value of the records before; null for none
   * @return completes on another thread; with {@link PollFailure} if there was no good answer or it
   *     has no rows to give; cancelling it aborts the request
   */
  CompletableFuture<FetchedPage> fetch(
      HttpRequest request,
      Instant triggerTime,
      @Nullable String token,
      @Nullable CursorValue cursor) {
    CompletableFuture<HttpResponse> call = caller.call(request);
    CompletableFuture<FetchedPage> result = new CompletableFuture<>();
    call.whenComplete(
        (response, failure) -> {
          if (failure != null) {
            result.completeExceptionally(PollFailure.ofCall(Causes.of(failure)));
          } else {
            read(response, triggerTime, token, cursor, result);
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
      HttpResponse response,
      Instant triggerTime,
      @Nullable String token,
      @Nullable CursorValue cursor,
      CompletableFuture<FetchedPage> result) {
    Instant fetchTime = clock.arrived();
    result.whenComplete(
        (page, failure) -> {
          if (failure != null) {
            clock.released(fetchTime);
          }
        });
    if (response.statusCode() == NOT_MODIFIED || ignoredCodes.contains(response.statusCode())) {
      result.complete(FetchedPage.withoutRows(fetchTime, response));
      return;
    }
    workers.execute(
        () -> {
          try {
            result.complete(
                page(fetchTime, triggerTime, response, token, recordReader.open(cursor)));
          } catch (Throwable failure) {
            // Also a StackOverflowError of a jq program: it ends the poll, not the worker.
            result.completeExceptionally(new PollFailure(failure, response.statusCode()));
          }
        });
  }

  /** The parsed body goes no further than this: only rows and token are kept. */
  private FetchedPage page(
      Instant fetchTime,
      Instant triggerTime,
      HttpResponse response,
      @Nullable String token,
      RecordNotes records)
      throws ExtractionException {
    return extractor.extract(
        response,
        triggerTime,
        records,
        page -> {
          FetchedPage fetched =
              FetchedPage.of(
                  fetchTime,
                  page,
                  records,
                  hashesBodies ? Hash128.of(readAs, page.response().body()) : null);
          try {
            String next = pagination.nextToken(token, page);
            return fetched.withNextToken(next, next == null ? null : secrets.conceal(next));
          } catch (PaginationException lost) {
            return fetched.withoutNextPage(lost);
          }
        });
  }
}
