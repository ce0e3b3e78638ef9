package io.sqluice.http.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.annotation.Nullable;

/**
 * Asks an authenticator for the credentials of requests, each time for no longer than a limit.
 * Authenticators may be of others' making: whatever goes wrong in one becomes an {@link
 * AttemptFailure}, and nothing is thrown. Thread-safe.
 *
 * <p>The limit is that of one attempt of a call for a token, the connection included. A token that
 * takes longer, because its call is repeated, fails this attempt only: the next one waits for the
 * same token.
 */
final class Authentication {

  private final Authenticator authenticator;
  private final CallTimer timer;
  private final Duration limit;

  Authentication(Authenticator authenticator, CallTimer timer, ClientConfig config) {
    this.authenticator = authenticator;
    this.timer = timer;
    this.limit = config.connection().connectTimeout().plus(config.limits().requestTimeout());
  }

  /** Whether requests go out otherwise than they are. */
  boolean isNeeded() {
    return authenticator != Authenticator.NONE;
  }

  /**
   * The request with its credentials.
   *
   * @return the caller's own, so that cancelling it takes nothing from others who wait for the same
   *     token; fails with {@link AttemptFailure}
   */
  CompletableFuture<HttpRequest> of(HttpRequest request) {
    CompletableFuture<HttpRequest> ours = new CompletableFuture<>();
    CompletableFuture<HttpRequest> theirs;
    try {
      theirs = authenticator.authenticate(request);
      if (theirs == null) {
        throw new NullPointerException("authenticate() returned null");
      }
    } catch (RuntimeException | Error broken) {
      ours.completeExceptionally(failure(broken));
      return ours;
    }
    theirs.whenComplete((credentials, failure) -> settle(ours, credentials, failure));
    if (!ours.isDone()) {
      Runnable stopWaiting = timer.schedule(limit, () -> ours.completeExceptionally(late()));
      ours.whenComplete((credentials, failure) -> stopWaiting.run());
    }
    return ours;
  }

  private static void settle(
      CompletableFuture<HttpRequest> ours,
      @Nullable HttpRequest credentials,
      @Nullable Throwable failure) {
    if (failure != null) {
      ours.completeExceptionally(failure(failure));
    } else if (credentials == null) {
      ours.completeExceptionally(
          failure(new NullPointerException("authenticate() completed with null")));
    } else {
      ours.complete(credentials);
    }
  }

  /**
   * Tells that the server refused credentials.
   *
   * @return whether others can be had
   * @throws AttemptFailure if the authenticator broke
   */
  boolean rejected(HttpRequest sent) throws AttemptFailure {
    try {
      return authenticator.rejected(sent);
    } catch (RuntimeException | Error broken) {
      throw failure(broken);
    }
  }

  private static AttemptFailure failure(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return AttemptFailure.lastingFault(
        // Ours ends with advice, that is a full stop, and more follows here.
        "there are no credentials for it: "
            + (cause instanceof HttpCallException
                ? String.valueOf(cause.getMessage()).replaceFirst("\\.$", "")
                : "the authenticator broke with " + cause),
        "Check 'auth.*'.",
        cause instanceof HttpCallException call ? call.statusCode() : 0,
        cause);
  }

  private AttemptFailure late() {
    return AttemptFailure.transientFault(
        "there were no credentials for it within 'connect.timeout' and 'request.timeout', together "
            + limit.toMillis()
            + " ms",
        "Check 'auth.*', or raise 'request.timeout'.",
        null);
  }
}
