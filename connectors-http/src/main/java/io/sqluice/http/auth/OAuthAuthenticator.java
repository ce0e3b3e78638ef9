package io.sqluice.http.auth;

import io.sqluice.http.client.Authenticator;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpRequest.Header;
import java.util.concurrent.CompletableFuture;

/** Sends access tokens (RFC 6750, section 2.1) and replaces those that the API refuses. */
final class OAuthAuthenticator implements Authenticator {

  private static final String HEADER = "Authorization";
  private static final String SCHEME = "Bearer ";

  private final AccessTokens tokens;

  OAuthAuthenticator(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public CompletableFuture<HttpRequest> authenticate(HttpRequest request) {
    return tokens.current().thenApply(token -> request.withHeader(HEADER, SCHEME + token));
  }

  @Override
  public boolean rejected(HttpRequest request) {
    request.headers().stream()
        .filter(header -> header.name().equals(HEADER))
        .map(Header::value)
        .forEach(value -> tokens.rejected(value.substring(SCHEME.length())));
    return true;
  }

  @Override
  public void close() {
    tokens.close();
  }
}
