package io.sqluice.lookup.function;

import io.sqluice.http.api.AnswerSink;
import io.sqluice.http.api.ApiSession;
import io.sqluice.http.api.PagedCalls;
import io.sqluice.http.api.UnreadableAnswerException;
import io.sqluice.http.client.CallerClosedException;
import io.sqluice.http.client.HttpCallException;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpResponse;
import io.sqluice.http.secret.Redaction;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * Gets answers whole, each within the time that a lookup has, and puts failures into words.
 * Thread-safe; no method waits.
 */
final class Answers {

  private final String tableName;
  private final Duration timeout;
  private final ApiSession session;
  private final PagedCalls calls;
  private final Redaction redaction;

  Answers(LookupConfig config, ApiSession session) {
    this.tableName = config.api().tableName();
    this.timeout = config.timeout();
    this.session = session;
    this.calls = new PagedCalls(config.api(), session);
    this.redaction = session.secrets().redaction();
  }

  /** Takes the table's secrets out of what is shown. */
  Redaction redaction() {
    return redaction;
  }

  /**
   * The request for some variables.
   *
   * @throws LookupFailure if a value cannot stand where its placeholder is
   */
  HttpRequest request(Map<String, Object> variables) throws LookupFailure {
    try {
      return session.template().render(variables);
    } catch (IllegalArgumentException unfit) {
      throw new LookupFailure(
          tableName, redaction.redact("nothing was asked, because " + unfit.getMessage()));
    }
  }

  /**
   * Has a sink take in the answer to a request.
   *
   * @return fails with {@link LookupFailure}, or {@link CancellationException} or {@link
   *     CallerClosedException} if the task has been closed
   */
  CompletableFuture<Void> read(HttpRequest request, AnswerSink sink) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    CompletableFuture<Void> reading = calls.read(request, sink);
    if (!reading.isDone()) {
      Runnable stop =
          session
              .resources()
              .timeout(
                  timeout,
                  () -> {
                    if (result.completeExceptionally(late(request))) {
                      reading.cancel(true);
                    }
                  });
      reading.whenComplete((nothing, failure) -> stop.run());
    }
    reading.whenComplete(
        (nothing, failure) -> {
          if (failure == null) {
            result.complete(null);
          } else {
            result.completeExceptionally(failure(request, failure));
          }
        });
    return result;
  }

  /** An answer that says of a request for all rows what it may say of one: that there are none. */
  LookupFailure noSuchPlace(HttpRequest request, HttpResponse response) {
    return new LookupFailure(
        tableName,
        shown(request)
            + " was answered with status "
            + response.statusCode()
            + ", which 'ignored-codes' takes for no rows, but all rows were asked for. Check the path"
            + " in 'url'.",
        null,
        response);
  }

  private LookupFailure late(HttpRequest request) {
    return new LookupFailure(
        tableName,
        shown(request)
            + " did not come to an end within 'lookup.timeout' = "
            + timeout.toMillis()
            + " ms, in which all attempts and waits count. Look at the server and at"
            + " 'rate-limit.*', or raise 'lookup.timeout'.");
  }

  private Throwable failure(HttpRequest request, Throwable failure) {
    HttpResponse response =
        failure instanceof UnreadableAnswerException unreadable ? unreadable.response() : null;
    Throwable cause = response == null ? failure : failure.getCause();
    if (cause instanceof CancellationException || cause instanceof CallerClosedException) {
      return cause;
    }
    if (cause instanceof HttpCallException call) {
      return new LookupFailure(tableName, call);
    }
    String reason = redaction.redact(String.valueOf(cause.getMessage()));
    return new LookupFailure(
        tableName,
        shown(request)
            + " has an answer that cannot be read: "
            + reason
            + (reason.endsWith(".") ? "" : "."),
        redaction.redact(cause),
        response);
  }

  private String shown(HttpRequest request) {
    return redaction.redact(request.method() + ' ' + request.url());
  }
}
