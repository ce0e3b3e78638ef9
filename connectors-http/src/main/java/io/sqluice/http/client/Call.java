package io.sqluice.http.client;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

  /** The request as it is asked for, without credentials. */
  private volatile HttpRequest current;

  /** The request as it was sent. */
  @Nullable private HttpRequest sent;

  private boolean credentialsRenewed;
  @Nullable private volatile RequestLimiter.Ticket ticket;
  @Nullable private volatile Exchange exchange;
  @Nullable private volatile CompletableFuture<HttpRequest> authentication;
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
    CompletableFuture<HttpRequest> credentials = authentication;
    if (credentials != null) {
      credentials.cancel(false);
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
    if (current.foreign()) {
      transmit(admitted, current);
      return;
    }
    // Our own stage, so that cancelling it stays here: others may wait for the same token.
    CompletableFuture<HttpRequest> credentials =
        context.hooks().authenticator().authenticate(current).thenApply(request -> request);
    authentication = credentials;
    credentials.whenComplete(
        (request, failure) -> {
          if (failure == null) {
            transmit(admitted, request);
          } else {
            admitted.leave();
            failAuthentication(failure);
          }
        });
    abandonIfDone();
  }

  private void failAuthentication(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    fail(
        AttemptFailure.lastingFault(
            // Ours ends with advice, that is a full stop, and more follows here.
            "there are no credentials for it: "
                + String.valueOf(cause.getMessage()).replaceFirst("\\.$", ""),
            "Check 'auth.*'.",
            cause instanceof HttpCallException call ? call.statusCode() : 0,
            cause));
  }

  private void transmit(RequestLimiter.Ticket admitted, HttpRequest authenticated) {
    if (result.isDone()) {
      admitted.leave();
      return;
    }
    sent = authenticated;
    Request request;
    try {
      request = context.wireRequest(authenticated);
    } catch (AttemptFailure refused) {
      admitted.leave();
      fail(refused);
      return;
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
            request,
            context.hooks().redaction(),
            context.config().limits().maxBytes(),
            this::isAnswer,
            (response, failure) -> end(admitted, sentAt, response, failure));
    exchange = next;
    next.start(context.connections().client(), context.config().limits().requestTimeout());
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
    // Before others get the place: they must not go if the server takes nothing.
    Duration exhausted =
        response == null ? null : context.answers().heedRateLimit(current, response);
    admitted.leave();
    Exchange ended = exchange;
    context.metrics().received(ended.received());
    if (response == null) {
      Origin target = CallContext.origin(current);
      ProxyConfig proxy = context.connections().proxyFor(target.host());
      retryOrFail(
          new TransportFault(target, proxy, ended.progress(), context.config()).describe(failure));
      return;
    }
    Duration latency = Duration.ofNanos(context.timer().nanoTime() - sentAt);
    context.metrics().answered(response.statusCode(), latency);
    if (isAnswer(response.statusCode())) {
      accept(response);
    } else if (Redirects.isRedirect(response)) {
      follow(response);
    } else if (renewsCredentials(response)) {
      credentialsRenewed = true;
      startAttempt();
    } else {
      retryOrFail(context.answers().fault(current, response, exhausted));
    }
  }

  /** Once a call: an API that refuses fresh credentials too will not take the next ones. */
  private boolean renewsCredentials(RawResponse response) {
    return response.statusCode() == 401
        && !credentialsRenewed
        && !current.foreign()
        && context.hooks().authenticator().rejected(sent);
  }

  private boolean isAnswer(int statusCode) {
    return context.answers().isAnswer(current, statusCode);
  }

  private void accept(RawResponse response) {
    if (context.answers().takesTime(response)) {
      context.workers().execute(() -> complete(response));
    } else {
      complete(response);
    }
  }

  private void complete(RawResponse response) {
    try {
      result.complete(context.answers().read(current, response));
    } catch (AttemptFailure failure) {
      retryOrFail(failure);
    }
  }

  private void follow(RawResponse response) {
    HttpRequest next;
    try {
      next = context.redirects().follow(current, response);
      if (visited.contains(next.method() + ' ' + next.url())) {
        throw redirectFault("a redirect loop leads back to " + CallContext.url(next), response);
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
    Duration wait = context.backoff().waitAfter(attempt, failure.askedWait());
    // A long wait (Retry-After) must not look like a table without news.
    LOG.warn(
        "{}: {}; the next of {} attempts is in {} ms",
        context.shown(subject()),
        context.shown(failure.getMessage()),
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
    Throwable cause = context.hooks().redaction().redact(failure.getCause());
    result.completeExceptionally(
        new HttpCallException(
            context.shown(subject() + ": " + failure.getMessage() + ". " + failure.advice()),
            failure.statusCode(),
            cause));
  }

  private String subject() {
    String redirected =
        current.url().equals(original.url())
            ? ""
            : " (redirected to " + CallContext.url(current) + ")";
    return original.method()
        + ' '
        + CallContext.url(original)
        + redirected
        + " failed after "
        + attempt
        + (attempt == 1 ? " attempt" : " attempts");
  }
}
