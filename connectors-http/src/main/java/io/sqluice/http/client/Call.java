package io.sqluice.http.client;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.annotation.Nullable;
import org.asynchttpclient.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call: its attempts, the redirects within each, and the waits between them. An attempt that is
 * repeated starts at the call's own URL. Every request, be it a retry or a redirect, queues for the
 * rate limit anew and has the whole request timeout to itself.
 *
 * <p>Runs on whichever thread brings the next step: the caller's, a network, timer or worker
 * thread. One step follows another, so the fields need no lock; those that {@link #abandon} reads
 * are volatile.
 */
final class Call {

  private static final Logger LOG = LoggerFactory.getLogger(Call.class);

  private final CallContext context;
  private final HttpRequest original;
  private final CompletableFuture<HttpResponse> result = new CompletableFuture<>();
  private final Set<String> visited = new HashSet<>();

  private int attempt = 1;
  private volatile HttpRequest current;
  @Nullable private volatile RequestLimiter.Ticket ticket;
  @Nullable private volatile Exchange exchange;
  @Nullable private volatile Runnable cancelBackoff;

  Call(CallContext context, HttpRequest request) {
    this.context = context;
    this.original = request;
    this.current = request;
  }

  /** The call's outcome; cancelling it abandons the call. */
  CompletableFuture<HttpResponse> start() {
    result.whenComplete((response, failure) -> abandon());
    startAttempt();
    return result;
  }

  /** Stops what is under way and frees its place. Harmless when nothing is. */
  private void abandon() {
    Runnable backoff = cancelBackoff;
    if (backoff != null) {
      backoff.run();
    }
    Exchange started = exchange;
    if (started != null) {
      started.cancel();
    }
    RequestLimiter.Ticket held = ticket;
    if (held != null) {
      held.leave();
    }
  }

  private void startAttempt() {
    visited.clear();
    queue(original);
  }

  private void queue(HttpRequest request) {
    current = request;
    visited.add(request.method() + ' ' + request.url());
    RequestLimiter.Ticket next = context.limiter().ticket(this::send);
    ticket = next;
    next.queue();
    abandonIfDone();
  }

  private void send(RequestLimiter.Ticket admitted) {
    if (result.isDone()) {
      admitted.leave();
      return;
    }
    Request request;
    try {
      request = context.wireRequest(current);
    } catch (RuntimeException unsendable) {
      admitted.leave();
      fail(
          AttemptFailure.lastingFault(
              "the request cannot be sent: " + unsendable.getMessage(),
              "Check 'url', 'method' and the headers.",
              0,
              unsendable));
      return;
    }
    context.metrics().sent(admitted.waited());
    long sentAt = context.timer().nanoTime();
    Exchange next =
        new Exchange(
            context.timer(),
            context.config().maxResponseBytes(),
            this::isAnswer,
            (response, failure) -> end(admitted, sentAt, response, failure));
    exchange = next;
    next.start(context.client(), request, context.config().requestTimeout());
    abandonIfDone();
  }

  private void abandonIfDone() {
    if (result.isDone()) {
      abandon();
    }
  }

  private void end(
      RequestLimiter.Ticket admitted,
      long sentAt,
      @Nullable RawResponse response,
      @Nullable Throwable failure) {
    admitted.leave();
    Exchange ended = exchange;
    context.metrics().received(ended.received());
    if (response == null) {
      Origin target = context.origin(current);
      retryOrFail(TransportFault.describe(failure, target, ended.progress(), context.config()));
      return;
    }
    Duration latency = Duration.ofNanos(context.timer().nanoTime() - sentAt);
    context.metrics().answered(response.statusCode(), latency);
    if (isAnswer(response.statusCode())) {
      accept(response);
    } else if (Redirects.isRedirect(response)) {
      follow(response);
    } else {
      retryOrFail(StatusFault.describe(response, context.config()));
    }
  }

  private boolean isAnswer(int statusCode) {
    return context.config().successCodes().contains(statusCode)
        || context.config().ignoredCodes().contains(statusCode)
        || (statusCode == 304 && CallContext.isConditional(current));
  }

  private void accept(RawResponse response) {
    if (ContentDecoder.isEncoded(response)) {
      context.workers().execute(() -> complete(response));
    } else {
      complete(response);
    }
  }

  private void complete(RawResponse response) {
    try {
      byte[] body = ContentDecoder.decode(response, context.config().maxResponseBytes());
      result.complete(
          new HttpResponse(
              response.statusCode(), response.headers(), body, CallContext.shown(current)));
    } catch (AttemptFailure failure) {
      retryOrFail(failure);
    }
  }

  private void follow(RawResponse response) {
    HttpRequest next;
    try {
      next = context.redirects().follow(current, response);
      if (visited.contains(next.method() + ' ' + next.url())) {
        throw redirectFault("a redirect loop leads back to " + CallContext.shown(next), response);
      }
      if (visited.size() > Redirects.LIMIT) {
        throw redirectFault("there are more than " + Redirects.LIMIT + " redirects", response);
      }
    } catch (AttemptFailure failure) {
      fail(failure);
      return;
    }
    queue(next);
  }

  private static AttemptFailure redirectFault(String what, RawResponse response) {
    return AttemptFailure.lastingFault(
        what, "Put the final address into 'url'.", response.statusCode(), null);
  }

  private void retryOrFail(AttemptFailure failure) {
    if (!failure.retryable() || attempt >= context.config().retry().maxAttempts()) {
      fail(failure);
      return;
    }
    Duration wait =
        context.backoff().waitAfter(attempt, failure.retryAfter(), context.timer().instant());
    // A long wait (Retry-After) must not look like a table without news.
    LOG.warn(
        "{}: {}; the next of {} attempts is in {} ms",
        subject(),
        failure.getMessage(),
        context.config().retry().maxAttempts(),
        wait.toMillis());
    cancelBackoff =
        context
            .timer()
            .schedule(
                wait,
                () -> {
                  if (!result.isDone()) {
                    attempt++;
                    context.metrics().retried();
                    startAttempt();
                  }
                });
    abandonIfDone();
  }

  private void fail(AttemptFailure failure) {
    Throwable cause = failure.getCause();
    result.completeExceptionally(
        new HttpCallException(
            subject() + ": " + failure.getMessage() + ". " + failure.advice(),
            failure.statusCode(),
            cause));
  }

  private String subject() {
    String redirected =
        current.url().equals(original.url())
            ? ""
            : " (redirected to " + CallContext.shown(current) + ")";
    return original.method()
        + ' '
        + CallContext.shown(original)
        + redirected
        + " failed after "
        + attempt
        + (attempt == 1 ? " attempt" : " attempts");
  }
}
