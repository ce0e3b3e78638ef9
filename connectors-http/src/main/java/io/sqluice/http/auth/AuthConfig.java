package io.sqluice.http.auth;

import io.sqluice.http.secret.SecretReference;
import io.sqluice.http.secret.SecretText;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a table's requests are authenticated, checked. Secrets travel as references.
 *
 * @param type the identifier of an {@link AuthenticatorFactory}
 * @param options the table's {@code auth.*} options but {@code auth.type}, by their whole keys
 */
public record AuthConfig(String type, Map<String, String> options) implements Serializable {

  /** The type of requests that go out as they are. */
  public static final String NO_TYPE = "none";

  /** Requests go out as they are. */
  public static final AuthConfig NONE = new AuthConfig(NO_TYPE, Map.of());

  public AuthConfig {
    options = Map.copyOf(options);
  }

  /** The secrets that the options refer to. */
  public List<SecretReference> references() {
    List<SecretReference> references = new ArrayList<>();
    new TreeMap<>(options)
        .forEach(
            (option, text) ->
                new SecretText(text)
                    .references()
                    .forEach(name -> references.add(new SecretReference(option, name))));
    return references;
  }

  /** Without the values: one of them may be a credential that is no reference. */
  @Override
  public String toString() {
    return "AuthConfig[type=" + type + ", options=" + new TreeMap<>(options).keySet() + "]";
  }
}
