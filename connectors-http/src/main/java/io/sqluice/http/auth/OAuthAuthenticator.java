package io.sqluice.http.auth;

import io.sqluice.http.client.Authenticator;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpRequest.Header;
import io.sqluice.http.client.Lease;
import io.sqluice.http.client.SharedResources;
import io.sqluice.http.secret.Redaction;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Sends access tokens (RFC 6750, section 2.1) and replaces those that the API refuses. */
final class OAuthAuthenticator implements Authenticator {

  private static final String HEADER = "Authorization";
  private static final String SCHEME = "Bearer ";

  private final Lease lease;
  private final AccessTokens tokens;
  private final Redaction redaction;

  private OAuthAuthenticator(Lease lease, AccessTokens tokens, Redaction redaction) {
    this.lease = lease;
    this.tokens = tokens;
    this.redaction = redaction;
  }

  /**
   * An authenticator that shares its tokens with the worker's other tables of the same client: 100
   * tables make one token call, and do not spend each other's refresh tokens.
   *
   * @param grant the form fields that say why a token is due
   */
  static OAuthAuthenticator open(AuthContext context, Map<String, String> grant) {
    OAuthClient client = OAuthClient.read(context, grant);
    Lease lease = SharedResources.acquire();
    try {
      AccessTokens tokens =
          lease.share(
              AccessTokens.class,
              client,
              () -> AccessTokens.open(client, context.secrets(), context.clock()));
      return new OAuthAuthenticator(lease, tokens, context.redaction());
    } catch (RuntimeException failed) {
      lease.close();
      throw failed;
    }
  }

  @Override
  public CompletableFuture<HttpRequest> authenticate(HttpRequest request) {
    return tokens.current().thenApply(token -> with(token, request));
  }

  private HttpRequest with(String token, HttpRequest request) {
    // Another table may have asked for it, and would keep it out of its own messages only.
    redaction.addIssued(token);
    return request.withHeader(HEADER, SCHEME + token);
  }

  @Override
  public boolean rejected(HttpRequest request) {
    request.headers().stream()
        .filter(header -> header.name().equals(HEADER))
        .map(Header::value)
        .forEach(value -> tokens.rejected(value.substring(SCHEME.length())));
    return true;
  }

  /** The last table of the client to close cancels what is under way. */
  @Override
  public void close() {
    lease.close();
  }
}
