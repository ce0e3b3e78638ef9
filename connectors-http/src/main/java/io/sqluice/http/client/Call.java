package io.sqluice.http.client;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.annotation.Nullable;
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

  /** The requests of this attempt, as soon as there is a redirect. */
  private final Set<String> visited = new HashSet<>();

  private int attempt = 1;

  /** The request as it is asked for, without credentials. */
  private volatile HttpRequest current;

  /** The request as it was sent. */
  @Nullable private HttpRequest sent;

  private boolean credentialsRenewed;

  /** Whether the current request has waited for credentials, and then queued anew. */
  private boolean credentialsAwaited;

  /** Those of the last response. */
  private Map<String, List<String>> lastHeaders = Map.of();

  /** How long the current request has queued. */
  private Duration queued = Duration.ZERO;

  @Nullable private volatile RequestLimiter.Ticket ticket;
  @Nullable private volatile Exchange exchange;
  @Nullable private volatile CompletableFuture<HttpRequest> credentials;
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
    CompletableFuture<HttpRequest> waitedFor = credentials;
    if (waitedFor != null) {
      waitedFor.cancel(false);
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
    credentialsAwaited = false;
    queued = Duration.ZERO;
    takePlace();
  }

  private void takePlace() {
    RequestLimiter.Ticket next = context.limiter().ticket(this::send);
    ticket = next;
    next.queue();
    abandonIfDone();
  }

  /**
   * Takes a step. What breaks in it ends the call: the threads that steps run on have nobody to
   * tell, and a call that never ends would hold its place, and its poll, for ever.
   */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error broken) {
      fail(
          AttemptFailure.lastingFault(
              "the client broke with " + broken,
              "If it is a lack of memory, ask for less at once; else this should not happen, so"
                  + " report it.",
              0,
              broken));
      abandon();
    }
  }

  private void send(RequestLimiter.Ticket admitted) {
    guarded(() -> authenticate(admitted));
  }

  private void authenticate(RequestLimiter.Ticket admitted) {
    if (result.isDone()) {
      admitted.leave();
      return;
    }
    queued = queued.plus(admitted.waited());
    if (current.foreign() || !context.authentication().isNeeded()) {
      transmit(admitted, current);
      return;
    }
    CompletableFuture<HttpRequest> asked = context.authentication().of(current);
    credentials = asked;
    boolean queuesAnew = !asked.isDone() && !credentialsAwaited;
    if (queuesAnew) {
      // Others may go meanwhile; those that wait for one token must not all go when it comes.
      credentialsAwaited = true;
      admitted.leaveUnused();
    }
    asked.whenComplete(
        (request, failure) ->
            guarded(
                () -> {
                  if (failure != null) {
                    admitted.leave();
                    withoutCredentials(failure);
                  } else if (queuesAnew) {
                    takePlace();
                  } else {
                    transmit(admitted, request);
                  }
                }));
    abandonIfDone();
  }

  private void withoutCredentials(Throwable failure) {
    if (failure instanceof AttemptFailure known) {
      retryOrFail(known);
    }
    // Else the call was cancelled, and this with it.
  }

  private void transmit(RequestLimiter.Ticket admitted, HttpRequest authenticated) {
    if (result.isDone()) {
      admitted.leave();
      return;
    }
    sent = authenticated;
    SealedRequest request;
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
    context.metrics().sent(queued);
    long sentAt = context.timer().nanoTime();
    Exchange next =
        new Exchange(
            context.timer(),
            request,
            context.hooks().redaction(),
            context.config().limits().maxBytes(),
            this::isAnswer,
            (response, failure) -> guarded(() -> end(admitted, sentAt, response, failure)));
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
    lastHeaders = response.headers();
    Duration latency = Duration.ofNanos(context.timer().nanoTime() - sentAt);
    context.metrics().answered(response.statusCode(), latency);
    try {
      judge(response, exhausted);
    } catch (AttemptFailure broken) {
      fail(broken);
    }
  }

  private void judge(RawResponse response, @Nullable Duration exhausted) throws AttemptFailure {
    // First, also where 401 is an answer: the table means the API's word on good credentials.
    if (renewsCredentials(response)) {
      credentialsRenewed = true;
      startAttempt();
    } else if (isAnswer(response.statusCode())) {
      accept(response);
    } else if (Redirects.isRedirect(response)) {
      follow(response);
    } else {
      retryOrFail(context.answers().fault(current, response, exhausted));
    }
  }

  /** Once a call: an API that refuses fresh credentials too will not take the next ones. */
  private boolean renewsCredentials(RawResponse response) throws AttemptFailure {
    return response.statusCode() == 401
        && !credentialsRenewed
        && !current.foreign()
        && context.authentication().rejected(sent);
  }

  private boolean isAnswer(int statusCode) {
    return context.answers().isAnswer(current, statusCode);
  }

  private void accept(RawResponse response) {
    if (context.answers().takesTime(response)) {
      context.workers().execute(() -> guarded(() -> complete(response)));
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
    visited.add(place(current));
    try {
      next = context.redirects().follow(current, response);
      if (visited.contains(place(next))) {
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

  private static String place(HttpRequest request) {
    return request.method() + ' ' + request.url();
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
        "{}{}: {}; the next of {} attempts is in {} ms",
        context.config().whose(),
        context.shown(subject()),
        context.shown(failure.getMessage()),
        context.config().retry().maxAttempts(),
        wait.toMillis());
    cancelBackoff = context.timer().schedule(wait, () -> guarded(this::retry));
    abandonIfDone();
  }

  private void retry() {
    if (!result.isDone()) {
      attempt++;
      context.metrics().retried();
      startAttempt();
    }
  }

  private void fail(AttemptFailure failure) {
    Throwable cause = context.hooks().redaction().redact(failure.getCause());
    result.completeExceptionally(
        new HttpCallException(
            context.shown(subject() + ": " + failure.getMessage() + ". " + failure.advice()),
            failure.statusCode(),
            failure.statusCode() == 0 ? Map.of() : lastHeaders,
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
