package io.sqluice.http.auth;

import io.sqluice.http.auth.OAuthOptions.ClientPlace;
import io.sqluice.http.client.ClientConfig;
import io.sqluice.http.client.HostRules;
import io.sqluice.http.client.RateLimit;
import io.sqluice.http.client.RedirectPolicy;
import io.sqluice.http.client.ResponseLimits;
import io.sqluice.http.client.StatusCodes;
import io.sqluice.http.client.StatusRules;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * A client of a token endpoint. Tables for which it is the same share their tokens.
 *
 * @param url the token endpoint
 * @param secret null for a public client (RFC 6749, section 2.1)
 * @param place where id and secret go
 * @param grant the form fields that say why a token is due (RFC 6749, section 1.3)
 * @param config how the endpoint is sent to, without the name of a table
 */
record OAuthClient(
    String url,
    String id,
    @Nullable String secret,
    ClientPlace place,
    Map<String, String> grant,
    ClientConfig config) {

  private static final int MAX_RESPONSE_BYTES = 1024 * 1024;
  private static final StatusRules CODES =
      new StatusRules(
          StatusCodes.parse("2XX"),
          StatusCodes.parse("408,425,429,5XX,!501,!505"),
          // Read as well, for the reason that they give.
          StatusCodes.parse("3XX,4XX,501,505,!408,!425,!429"));

  OAuthClient {
    grant = Map.copyOf(grant);
  }

  /** The client that a table's options describe, with its secrets. */
  static OAuthClient read(AuthContext context, Map<String, String> grant) {
    return new OAuthClient(
        OAuthOptions.url(context),
        context.text(OAuthOptions.CLIENT_ID),
        context.secret(OAuthOptions.CLIENT_SECRET),
        context.settings().get(OAuthOptions.CLIENT_IN),
        grant,
        config(context.client()));
  }

  /** As the table's API, but for status codes, and redirects, which would carry secrets away. */
  private static ClientConfig config(ClientConfig table) {
    return new ClientConfig(
        "",
        new ResponseLimits(table.limits().requestTimeout(), MAX_RESPONSE_BYTES),
        CODES,
        table.retry(),
        new RateLimit(null, 1, null),
        new HostRules(
            RedirectPolicy.NONE, table.hosts().allowedHosts(), table.hosts().allowPrivate()),
        table.connection(),
        table.headers());
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "OAuthClient[url=" + url + ", id=" + id + "]";
  }
}
