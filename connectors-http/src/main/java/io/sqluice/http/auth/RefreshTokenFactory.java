package io.sqluice.http.auth;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.client.Authenticator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;

/** Tokens for a refresh token that somebody got beforehand (RFC 6749, section 6). */
public final class RefreshTokenFactory implements AuthenticatorFactory {

  public static final ConfigOption<String> REFRESH_TOKEN =
      key("auth.refresh-token")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "oauth2-refresh-token: the refresh token to begin with. Later ones that the endpoint"
                  + " issues are kept in memory only.");

  @Override
  public String identifier() {
    return "oauth2-refresh-token";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(OAuthOptions.TOKEN_URL, OAuthOptions.CLIENT_ID, REFRESH_TOKEN);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(OAuthOptions.CLIENT_SECRET, OAuthOptions.CLIENT_IN, OAuthOptions.SCOPE);
  }

  @Override
  public List<AuthProblem> problems(AuthSettings settings) {
    List<AuthProblem> problems =
        AuthProblem.ofBlank(
            settings, OAuthOptions.CLIENT_ID, OAuthOptions.CLIENT_SECRET, REFRESH_TOKEN);
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
    fields.put("grant_type", "refresh_token");
    fields.put(Grant.REFRESH_TOKEN, context.secret(REFRESH_TOKEN));
    if (context.settings().has(OAuthOptions.SCOPE)) {
      fields.put("scope", context.text(OAuthOptions.SCOPE));
    }
    return OAuthAuthenticator.open(context, fields);
  }
}
