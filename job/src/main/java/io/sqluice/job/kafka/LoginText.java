package io.sqluice.job.kafka;

import io.sqluice.http.secret.SecretText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/**
 * The text of {@code sasl.jaas.config}, as Kafka itself reads it. What Kafka cannot read it quotes
 * in its exceptions, so that a secret must not come to stand where it would not be read.
 */
public final class LoginText {

  /** The property that holds a login. */
  public static final String PROPERTY = "sasl.jaas.config";

  /** A variable of Kafka's, whose value is not known here. */
  private static final String VARIABLE = "\\$\\{[^}]*}";

  /** What only text between double quotes can hold, where it is escaped. */
  private static final String PROBE = "'\"\\\n\r=; probe ";

  private LoginText() {}

  /** A value as it is written between double quotes. */
  static String quoted(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  /**
   * The value of a secret that is a login.
   *
   * @throws IllegalArgumentException if it is none that Kafka can read; without any of it
   */
  static String ofSecret(String name, String value) {
    String login = KafkaClasses.ofClassPath().renamed(value);
    if (!isLogin(login)) {
      throw new IllegalArgumentException(
          ("The secret '%s' is no login that Kafka can read: its value has to be the name of a login"
                  + " module of the class path, 'required', options such as username=\"...\" and"
                  + " password=\"...\", and a semicolon.")
              .formatted(name));
    }
    return login;
  }

  private static boolean isLogin(String text) {
    try {
      Class.forName(
          read(text).getLoginModuleName(), false, Thread.currentThread().getContextClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError | RuntimeException quotesIt) {
      return false;
    }
  }

  /** Whether a text is nothing but one reference to a secret. */
  public static boolean isReference(SecretText text) {
    return text.references().size() == 1 && text.resolve(name -> "").isBlank();
  }

  /** Why a login cannot refer to secrets as it does; empty if it can. */
  public static Optional<String> problem(SecretText text) {
    if (isReference(text)) {
      return Optional.empty();
    }
    SecretText known = new SecretText(text.text().replaceAll(VARIABLE, "x"));
    try {
      read(known.resolve(name -> "x"));
    } catch (RuntimeException unreadable) {
      return Optional.of("Kafka cannot read this login: " + unreadable.getMessage());
    }
    return keepsValues(known)
        ? Optional.empty()
        : Optional.of(
            "in a login a reference to a secret stands between double quotes, as in"
                + " password=\"{{secret.name}}\", or is the whole of it");
  }

  /** Whether each reference is the value of an option, or a part of it, whatever its secret is. */
  private static boolean keepsValues(SecretText text) {
    List<String> probes = new ArrayList<>();
    String probed =
        text.resolve(
            name -> {
              probes.add(PROBE + probes.size() + ";");
              return quoted(probes.get(probes.size() - 1));
            });
    try {
      Map<String, ?> options = read(probed).getOptions();
      return probes.stream()
          .allMatch(
              probe ->
                  options.values().stream().anyMatch(value -> value.toString().contains(probe)));
    } catch (RuntimeException unreadable) {
      return false;
    }
  }

  private static AppConfigurationEntry read(String login) {
    return JaasContext.loadClientContext(Map.of(PROPERTY, new Password(login)))
        .configurationEntries()
        .get(0);
  }
}
