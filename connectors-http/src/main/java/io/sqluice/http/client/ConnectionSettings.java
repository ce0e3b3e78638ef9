package io.sqluice.http.client;

import io.sqluice.http.secret.SecretText;
import io.sqluice.http.secret.TableSecrets;
import java.time.Duration;
import javax.annotation.Nullable;

/**
 * What connections of one client have in common; requests with equal settings share connections.
 *
 * @param connectTimeout limit of the TCP handshake with one address, and again of the TLS handshake
 * @param login what the proxy knows us by, so that nobody uses a tunnel that another paid for; null
 *     for none
 */
record ConnectionSettings(Duration connectTimeout, TlsSettings tls, @Nullable ProxyLogin login) {

  /**
   * Reads files and secrets.
   *
   * @throws TlsFileException if a file is of no use
   * @throws io.sqluice.http.secret.MissingSecretException if nothing defines a secret
   */
  static ConnectionSettings read(ConnectionConfig config, TableSecrets secrets) {
    return new ConnectionSettings(
        config.connectTimeout(),
        TlsSettings.read(config.tls()),
        config.proxy() == null ? null : login(config.proxy(), secrets));
  }

  @Nullable
  private static ProxyLogin login(ProxyConfig proxy, TableSecrets secrets) {
    SecretText username = proxy.username();
    SecretText password = proxy.password();
    return username == null || password == null
        ? null
        : new ProxyLogin(
            secrets.resolve("proxy.username", username),
            secrets.resolveCredential("proxy.password", password));
  }
}
