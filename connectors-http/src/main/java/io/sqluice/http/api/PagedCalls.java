package io.sqluice.http.api;

import io.sqluice.http.client.HttpCaller;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.client.StatusCodes;
import io.sqluice.http.pagination.Pagination;
import io.sqluice.http.pagination.PaginationException;
import io.sqluice.http.pagination.TokenTrail;
import io.sqluice.http.response.ExtractedPage;
import io.sqluice.http.response.ExtractionException;
import io.sqluice.http.response.PageExtractor;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.annotation.Nullable;

/**
 * Asks for answers to their last page, for those who want an answer as a whole: what has been read
 * is not state. Thread-safe; no method waits.
 */
public final class PagedCalls {

  private final StatusCodes ignoredCodes;
  private final int maxPages;

  /** Else programs of the pagination may run over the answer. */
  private final boolean singlePage;

  private final Pagination pagination;
  private final HttpCaller caller;
  private final PageExtractor extractor;
  private final Executor workers;

  /** Calls through a session, until that is closed. */
  public PagedCalls(ApiConfig config, ApiSession session) {
    this.ignoredCodes = config.client().codes().ignored();
    this.maxPages = config.maxPages();
    this.singlePage =
        config.pagination().isSinglePage() && config.pagination().end().stop() == null;
    this.pagination = session.pagination();
    this.caller = session.caller();
    this.extractor = session.extractor();
    this.workers = session.resources().workers();
  }

  /**
   * Reads the answer to a request.
   *
   * @param first the request as it is without a page
   * @return completes on another thread when the sink has the last page; fails with {@link
   *     io.sqluice.http.client.HttpCallException} if there was no good answer, with {@link
   *     UnreadableAnswerException} around an {@link ExtractionException}, a {@link
   *     PaginationException} or what the sink throws if there was one, or with a {@link
   *     PaginationException} if a further page cannot be asked for; cancelling it aborts the
   *     request
   */
  public CompletableFuture<Void> read(HttpRequest first, AnswerSink sink) {
    Reading reading = new Reading(first, sink);
    reading.ask(pagination.firstToken());
    return reading.result;
  }

  /** One answer on its way. One step follows another, so that its fields need no lock. */
  private final class Reading {

    private final HttpRequest first;
    private final AnswerSink sink;
    private final CompletableFuture<Void> result = new CompletableFuture<>();
    private final TokenTrail trail = new TokenTrail();
    private int pages;
    @Nullable private volatile CompletableFuture<HttpResponse> call;

    private Reading(HttpRequest first, AnswerSink sink) {
      this.first = first;
      this.sink = sink;
      result.whenComplete(
          (nothing, failure) -> {
            if (failure instanceof CancellationException) {
              cancelCall();
            }
          });
    }

    private void cancelCall() {
      CompletableFuture<HttpResponse> started = call;
      if (started != null) {
        started.cancel(true);
      }
    }

    private void ask(@Nullable String token) {
      if (result.isDone()) {
        return;
      }
      HttpRequest request;
      try {
        if (pages >= maxPages) {
          throw new PaginationException(
              "the answer has "
                  + maxPages
                  + " pages and the API names a further one; 'pagination.max-pages' allows no more:"
                  + " raise it, or check that the pagination comes to an end");
        }
        request = pagination.apply(first, token);
      } catch (PaginationException | RuntimeException noRequest) {
        result.completeExceptionally(noRequest);
        return;
      }
      CompletableFuture<HttpResponse> next = caller.call(request);
      call = next;
      next.whenComplete((response, failure) -> take(token, response, failure));
      if (result.isCancelled()) {
        cancelCall();
      }
    }

    private void take(
        @Nullable String token, @Nullable HttpResponse response, @Nullable Throwable failure) {
      if (failure != null) {
        result.completeExceptionally(Causes.of(failure));
      } else if (ignoredCodes.contains(response.statusCode())) {
        sink.ignored(response);
        result.complete(null);
      } else if (singlePage && sink.isQuick() && extractor.isQuick(response)) {
        extract(token, response, true);
      } else {
        try {
          workers.execute(() -> extract(token, response, false));
        } catch (RejectedExecutionException closed) {
          result.completeExceptionally(closed);
        }
      }
    }

    private void extract(@Nullable String token, HttpResponse response, boolean atOnce) {
      try {
        String next =
            atOnce
                ? extractor.extractAtOnce(response, sink, page -> nextToken(token, page))
                : extractor.extract(response, null, sink, page -> nextToken(token, page));
        pages++;
        trail.follow(next);
        if (next == null) {
          result.complete(null);
        } else {
          ask(next);
        }
      } catch (Throwable failure) {
        // Also a StackOverflowError: it ends this answer, not the thread, which others share.
        result.completeExceptionally(
            new UnreadableAnswerException(
                response, failure instanceof PageLost lost ? lost.getCause() : failure));
      }
    }

    @Nullable
    private String nextToken(@Nullable String token, ExtractedPage page)
        throws ExtractionException {
      sink.page(page);
      try {
        return pagination.nextToken(token, page);
      } catch (PaginationException lost) {
        throw new PageLost(lost);
      }
    }
  }

  /** Carries a {@link PaginationException} through the extraction. */
  private static final class PageLost extends ExtractionException {

    private static final long serialVersionUID = 1L;

    PageLost(PaginationException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
