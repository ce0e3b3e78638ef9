package io.sqluice.http.auth;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.client.Authenticator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.ConfigOption;

/** A key in a header or a query parameter of the API's choice. */
public final class ApiKeyAuthFactory implements AuthenticatorFactory {

  public static final ConfigOption<String> NAME =
      key("auth.name")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "api-key: the name of the header or query parameter, such as X-API-Key.");

  public static final ConfigOption<String> VALUE =
      key("auth.value").stringType().noDefaultValue().withDescription("api-key: the key.");

  public static final ConfigOption<CredentialPlace> IN =
      key("auth.in")
          .enumType(CredentialPlace.class)
          .defaultValue(CredentialPlace.HEADER)
          .withDescription("api-key: where the key goes, header or query.");

  @Override
  public String identifier() {
    return "api-key";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(NAME, VALUE);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(IN);
  }

  @Override
  public List<AuthProblem> problems(AuthSettings settings) {
    List<AuthProblem> problems = AuthProblem.ofBlank(settings, NAME, VALUE);
    if (settings.get(IN) == CredentialPlace.HEADER && problems.isEmpty()) {
      HeaderText.nameProblem(NAME, settings).ifPresent(problems::add);
    }
    return problems;
  }

  @Override
  public Set<String> headers(AuthSettings settings) {
    return settings.get(IN) == CredentialPlace.HEADER ? Set.of(settings.get(NAME)) : Set.of();
  }

  @Override
  public Authenticator create(AuthContext context) {
    String name = context.text(NAME);
    if (context.settings().get(IN) == CredentialPlace.HEADER) {
      return FixedHeader.of(name, context.headerSecret(VALUE));
    }
    String value = context.secret(VALUE);
    return request -> CompletableFuture.completedFuture(request.withParam(name, value));
  }
}
