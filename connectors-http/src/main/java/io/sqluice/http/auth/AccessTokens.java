package io.sqluice.http.auth;

import io.sqluice.http.client.HttpCallException;
import io.sqluice.http.secret.Redaction;
import io.sqluice.http.secret.TableSecrets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.annotation.Nullable;
import javax.annotation.concurrent.GuardedBy;

/**
 * The current access token of a client: kept until shortly before it expires, and asked for once
 * however many requests wait for it. Thread-safe; nothing waits.
 */
final class AccessTokens implements AutoCloseable {

  /** How long before its end a token is replaced, so that it does not expire on the way. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final TokenEndpoint endpoint;
  private final Grant grant;
  private final InstantSource clock;
  private final Redaction redaction;

  @GuardedBy("this")
  @Nullable
  private String token;

  @GuardedBy("this")
  private Instant usableUntil = Instant.MIN;

  @GuardedBy("this")
  @Nullable
  private CompletableFuture<String> asked;

  private AccessTokens(
      TokenEndpoint endpoint, Grant grant, InstantSource clock, Redaction redaction) {
    this.endpoint = endpoint;
    this.grant = grant;
    this.clock = clock;
    this.redaction = redaction;
  }

  /**
   * The tokens of a client.
   *
   * @param secrets of the table that asks first
   */
  static AccessTokens open(OAuthClient client, TableSecrets secrets, InstantSource clock) {
    return new AccessTokens(
        TokenEndpoint.open(client, secrets), new Grant(client.grant()), clock, secrets.redaction());
  }

  /**
   * The current token.
   *
   * @return shared by all who wait, so not to be cancelled; fails with {@link HttpCallException}
   */
  CompletableFuture<String> current() {
    CompletableFuture<String> next;
    synchronized (this) {
      if (token != null && clock.instant().isBefore(usableUntil)) {
        return CompletableFuture.completedFuture(token);
      }
      if (asked != null) {
        return asked;
      }
      next = new CompletableFuture<>();
      asked = next;
    }
    ask()
        .thenApply(this::keep)
        .whenComplete(
            (accessToken, failure) -> {
              if (failure == null) {
                next.complete(accessToken);
              } else {
                giveUp();
                next.completeExceptionally(reason(failure));
              }
            });
    return next;
  }

  /** What breaks here must end the wait: all who come later wait for the same answer. */
  private CompletableFuture<TokenResponse> ask() {
    try {
      return endpoint.ask(grant.fields());
    } catch (RuntimeException | Error broken) {
      return CompletableFuture.failedFuture(broken);
    }
  }

  private synchronized String keep(TokenResponse response) {
    redaction.addIssued(response.accessToken());
    if (response.refreshToken() != null) {
      redaction.addIssued(response.refreshToken());
      grant.renew(response.refreshToken());
    }
    token = response.accessToken();
    usableUntil =
        response.lifetime() == null
            ? Instant.MAX
            : clock.instant().plus(response.lifetime()).minus(margin(response.lifetime()));
    asked = null;
    return token;
  }

  /** Tokens of a minute or less would never be kept. */
  private static Duration margin(Duration lifetime) {
    Duration half = lifetime.dividedBy(2);
    return half.compareTo(MARGIN) < 0 ? half : MARGIN;
  }

  private synchronized void giveUp() {
    asked = null;
  }

  private static Throwable reason(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof CancellationException
        ? new HttpCallException("the table was closed while a token was asked for", 0, cause)
        : cause;
  }

  /** Forgets a token that the API refused, unless another one has taken its place. */
  synchronized void rejected(String refused) {
    if (refused.equals(token)) {
      token = null;
    }
  }

  /** Cancels what is under way. */
  @Override
  public void close() {
    endpoint.close();
  }
}
