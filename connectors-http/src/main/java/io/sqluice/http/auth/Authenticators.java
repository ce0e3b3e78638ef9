package io.sqluice.http.auth;

import io.sqluice.http.client.Authenticator;
import io.sqluice.http.client.ClientConfig;
import io.sqluice.http.secret.TableSecrets;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds the types of authentication that a class loader knows. */
public final class Authenticators {

  private Authenticators() {}

  /**
   * All factories, by identifier.
   *
   * @param classLoader the one of user code, so that types of other jars are found
   */
  public static List<AuthenticatorFactory> factories(ClassLoader classLoader) {
    return ServiceLoader.load(AuthenticatorFactory.class, classLoader).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(AuthenticatorFactory::identifier))
        .toList();
  }

  /** The factory of a type. */
  public static Optional<AuthenticatorFactory> find(
      List<AuthenticatorFactory> factories, String type) {
    return factories.stream().filter(factory -> factory.identifier().equals(type)).findFirst();
  }

  /**
   * Makes the authenticator of a reader, which closes it.
   *
   * @param secrets those of the table
   * @param clock for timestamps and expiry
   * @param client how the table's requests are sent
   * @param classLoader the one of user code
   * @throws io.sqluice.http.secret.MissingSecretException naming all secrets that nothing defines
   * @throws IllegalArgumentException if a secret's value is of no use
   * @throws IllegalStateException if the worker does not know the type that the planner knew
   */
  public static Authenticator open(
      AuthConfig config,
      TableSecrets secrets,
      InstantSource clock,
      ClientConfig client,
      ClassLoader classLoader) {
    if (config.type().equals(AuthConfig.NO_TYPE)) {
      return Authenticator.NONE;
    }
    AuthenticatorFactory factory =
        find(factories(classLoader), config.type())
            .orElseThrow(() -> new IllegalStateException(unknown(config, client)));
    secrets.resolve(config.references());
    try {
      return factory.create(
          new AuthContext(new AuthSettings(config.options()), secrets, clock, client));
    } catch (IllegalArgumentException unusable) {
      throw new IllegalArgumentException(
          secrets
              .redaction()
              .redact("Table " + client.tableName() + " cannot start: " + unusable.getMessage()));
    }
  }

  private static String unknown(AuthConfig config, ClientConfig client) {
    return "Table "
        + client.tableName()
        + " cannot start: 'auth.type' = '"
        + config.type()
        + "' was known where the query was planned, but is not on this worker; put the jar that"
        + " brings it on the class path of all workers.";
  }
}
