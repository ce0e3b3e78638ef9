package io.sqluice.http.auth;

import io.sqluice.http.secret.SecretText;
import java.util.HashMap;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** Reads a table's {@code auth.*} options as they were written, references unresolved. */
public final class AuthSettings {

  private final Map<String, String> options;
  private final Configuration configuration;

  /**
   * @param options by their whole keys; others than {@code auth.*} do no harm
   */
  public AuthSettings(Map<String, String> options) {
    this.options = Map.copyOf(options);
    this.configuration = Configuration.fromMap(options);
  }

  /** These options, and where they do not say, the others. */
  AuthSettings above(Map<String, String> others) {
    Map<String, String> all = new HashMap<>(others);
    all.putAll(options);
    return new AuthSettings(all);
  }

  /** Whether the table gives the option. */
  public boolean has(ConfigOption<?> option) {
    return configuration.contains(option);
  }

  /**
   * The option's value, or its default, which may be null.
   *
   * @throws IllegalArgumentException if the value is not one of the option's type
   */
  @Nullable
  public <T> T get(ConfigOption<T> option) {
    return configuration.get(option);
  }

  /**
   * The option's value if it is known at planning: null if there is none, or if it depends on a
   * secret.
   */
  @Nullable
  public String literal(ConfigOption<String> option) {
    String text = get(option);
    return text == null || !new SecretText(text).references().isEmpty() ? null : text;
  }
}
