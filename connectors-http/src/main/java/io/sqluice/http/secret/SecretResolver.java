package io.sqluice.http.secret;

/** Knows the values of secrets by their names. Thread-safe. */
@FunctionalInterface
public interface SecretResolver {

  /**
   * The value of a secret.
   *
   * @throws MissingSecretException if nothing defines it; the message says where it was looked for
   */
  String resolve(String name);
}
