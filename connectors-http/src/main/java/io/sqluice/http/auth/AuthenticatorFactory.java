package io.sqluice.http.auth;

import io.sqluice.http.client.Authenticator;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;

/**
 * Brings a value of {@code auth.type}. Found by {@link java.util.ServiceLoader}: a jar on the class
 * path, or added by {@code ADD JAR}, that names its class in {@code
 * META-INF/services/io.sqluice.http.auth.AuthenticatorFactory} is enough. Has a public constructor
 * without arguments and keeps no state.
 *
 * <p>At planning the options are checked, without the values of secrets and without the network;
 * {@link #create} runs on the worker as the table's task opens.
 */
public interface AuthenticatorFactory {

  /** The value of {@code auth.type}, in lower case. */
  String identifier();

  /** Options that a table of this type must have. Their keys begin with {@code auth.}. */
  Set<ConfigOption<?>> requiredOptions();

  /** Options that a table of this type may have. Their keys begin with {@code auth.}. */
  default Set<ConfigOption<?>> optionalOptions() {
    return Set.of();
  }

  /**
   * What is wrong with the options beyond what their declarations say: that the required ones are
   * there, that each value is of its type and that there are no others is checked already. The
   * values of options that are not of their type are not to be read here.
   */
  default List<AuthProblem> problems(AuthSettings settings) {
    return List.of();
  }

  /** Names of headers that requests are given, so that the table does not give them another. */
  default Set<String> headers(AuthSettings settings) {
    return Set.of();
  }

  /**
   * Makes the authenticator of one table's reader, which closes it. Must not wait for the network.
   *
   * @throws IllegalArgumentException if the values of secrets are of no use; the message names the
   *     option and does not show the value
   */
  Authenticator create(AuthContext context);
}
