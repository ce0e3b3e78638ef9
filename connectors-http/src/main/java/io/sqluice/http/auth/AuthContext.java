package io.sqluice.http.auth;

import io.sqluice.http.client.ClientConfig;
import io.sqluice.http.secret.Redaction;
import io.sqluice.http.secret.SecretText;
import io.sqluice.http.secret.TableSecrets;
import java.time.InstantSource;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;

/**
 * What an authenticator is made of, on the worker.
 *
 * @param settings the table's options, references unresolved
 * @param secrets the values of secrets, and what is never shown
 * @param clock for timestamps and expiry
 * @param client how the table's requests are sent; requests for tokens follow it
 */
public record AuthContext(
    AuthSettings settings, TableSecrets secrets, InstantSource clock, ClientConfig client) {

  /** Where goes what must not be shown. */
  public Redaction redaction() {
    return secrets.redaction();
  }

  /**
   * An option's text with its secrets; null if there is none.
   *
   * @throws io.sqluice.http.secret.MissingSecretException if nothing defines one of them
   */
  @Nullable
  public String text(ConfigOption<String> option) {
    String text = settings.get(option);
    return text == null ? null : secrets.resolve(option.key(), new SecretText(text));
  }

  /**
   * An option's text, which is never shown, be it a reference or not; null if there is none.
   *
   * @throws io.sqluice.http.secret.MissingSecretException if nothing defines one of its secrets
   */
  @Nullable
  public String secret(ConfigOption<String> option) {
    String text = settings.get(option);
    return text == null ? null : secrets.resolveCredential(option.key(), new SecretText(text));
  }

  /**
   * The same as {@link #secret} for a text that goes into a header as it is.
   *
   * @throws IllegalArgumentException if it has a character that would break out of the header
   */
  @Nullable
  public String headerSecret(ConfigOption<String> option) {
    return HeaderText.check(option.key(), secret(option));
  }
}
