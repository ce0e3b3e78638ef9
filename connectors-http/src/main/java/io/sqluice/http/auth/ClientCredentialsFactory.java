package io.sqluice.http.auth;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.client.Authenticator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;

/** Tokens that a client gets for its own name and password (RFC 6749, section 4.4). */
public final class ClientCredentialsFactory implements AuthenticatorFactory {

  public static final ConfigOption<String> AUDIENCE =
      key("auth.audience")
          .stringType()
          .noDefaultValue()
          .withDescription("oauth2-client-credentials: the API that the token is for.");

  @Override
  public String identifier() {
    return "oauth2-client-credentials";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(OAuthOptions.TOKEN_URL, OAuthOptions.CLIENT_ID, OAuthOptions.CLIENT_SECRET);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(OAuthOptions.CLIENT_IN, OAuthOptions.SCOPE, AUDIENCE);
  }

  @Override
  public List<AuthProblem> problems(AuthSettings settings) {
    List<AuthProblem> problems =
        AuthProblem.ofBlank(settings, OAuthOptions.CLIENT_ID, OAuthOptions.CLIENT_SECRET);
    OAuthOptions.urlProblem(settings).ifPresent(problems::add);
    return problems;
  }

  @Override
  public Set<String> headers(AuthSettings settings) {
    return Set.of("Authorization");
  }

  @Override
  public Authenticator create(AuthContext context) {
    Map<String, String> fields = new HashMap<>();
    fields.put("grant_type", "client_credentials");
    if (context.settings().has(OAuthOptions.SCOPE)) {
      fields.put("scope", context.text(OAuthOptions.SCOPE));
    }
    if (context.settings().has(AUDIENCE)) {
      fields.put("audience", context.text(AUDIENCE));
    }
    return OAuthAuthenticator.open(context, fields);
  }
}
