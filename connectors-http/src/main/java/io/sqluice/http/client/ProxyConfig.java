package io.sqluice.http.client;

import io.sqluice.http.secret.SecretText;
import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * The HTTP proxy of a table.
 *
 * @param host its name or address
 * @param username null if it wants no credentials
 * @param password null if it wants no credentials
 * @param exceptions hosts that are reached without it
 */
public record ProxyConfig(
    String host,
    int port,
    @Nullable SecretText username,
    @Nullable SecretText password,
    NoProxy exceptions)
    implements Serializable {

  /** For messages. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
