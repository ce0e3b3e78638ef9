package io.sqluice.http.auth;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.client.Authenticator;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;

/** A token that was issued beforehand (RFC 6750, section 2.1). */
public final class BearerAuthFactory implements AuthenticatorFactory {

  public static final ConfigOption<String> TOKEN =
      key("auth.token")
          .stringType()
          .noDefaultValue()
          .withDescription("bearer: the token, without the word Bearer.");

  @Override
  public String identifier() {
    return "bearer";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(TOKEN);
  }

  @Override
  public List<AuthProblem> problems(AuthSettings settings) {
    return AuthProblem.ofBlank(settings, TOKEN);
  }

  @Override
  public Set<String> headers(AuthSettings settings) {
    return Set.of("Authorization");
  }

  @Override
  public Authenticator create(AuthContext context) {
    return FixedHeader.of("Authorization", "Bearer " + context.headerSecret(TOKEN));
  }
}
