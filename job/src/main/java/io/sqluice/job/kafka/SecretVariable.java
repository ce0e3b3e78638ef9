package io.sqluice.job.kafka;

import io.sqluice.http.secret.SecretPlace;
import io.sqluice.http.secret.WorkerSecrets;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reference to a secret in the form of Kafka's variables: {@code ${sqluice:NAME}}, {@code
 * ${sqluice:env:VARIABLE:NAME}} or {@code ${sqluice:file:/path:NAME}}; with {@code quoted-} or
 * {@code login-} in front of the kind of place, or {@code quoted:} or {@code login:} in front of
 * the name, it has another form. Kafka divides it into a path, up to the second colon, and a key.
 *
 * @param name of the secret
 * @param place where it is; empty for the usual places
 * @param form what becomes of the value
 */
public record SecretVariable(String name, Optional<SecretPlace> place, Form form) {

  /** The name of the provider of the values. */
  public static final String PROVIDER = "sqluice";

  /** What a value is to the property that it stands in. */
  public enum Form {
    /** Text. */
    PLAIN(""),
    /** A part of a login, between double quotes. */
    QUOTED("quoted"),
    /** A login. */
    LOGIN("login");

    private final String word;

    Form(String word) {
      this.word = word;
    }

    private static Form of(String path) {
      String word = path.replaceFirst("-.*", "");
      return word.equals(QUOTED.word) ? QUOTED : word.equals(LOGIN.word) ? LOGIN : PLAIN;
    }
  }

  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{" + PROVIDER + ":(?:([^:}]*):)?([^}]*)}");

  /**
   * @param path of Kafka's variable, not null
   * @param key of Kafka's variable
   * @throws IllegalArgumentException if they are not those of a variable of ours
   */
  static SecretVariable of(String path, String key) {
    Form form = Form.of(path);
    String kind = path.substring(form.word.length()).replaceFirst("^-", "");
    if (kind.isEmpty()) {
      return new SecretVariable(key, Optional.empty(), form);
    }
    int end = key.lastIndexOf(':');
    if (end < 0) {
      throw new IllegalArgumentException(
          "'%s:%s' is no reference to a secret".formatted(path, key));
    }
    SecretPlace place = SecretPlace.parse(kind + ":" + key.substring(0, end));
    return new SecretVariable(key.substring(end + 1), Optional.of(place), form);
  }

  /**
   * The variables in a text, in order.
   *
   * @throws IllegalArgumentException if one that is for secrets cannot be read
   */
  public static List<SecretVariable> in(String text) {
    return VARIABLE.matcher(text).results().map(SecretVariable::of).toList();
  }

  private static SecretVariable of(MatchResult variable) {
    return of(Optional.ofNullable(variable.group(1)).orElse(""), variable.group(2));
  }

  /** A text with the values of the variables in it. */
  static String resolve(String text, WorkerSecrets secrets) {
    return VARIABLE
        .matcher(text)
        .replaceAll(variable -> Matcher.quoteReplacement(of(variable).value(secrets)));
  }

  /**
   * @throws io.sqluice.http.secret.MissingSecretException if nothing defines the secret
   * @throws IllegalArgumentException if Kafka could not read the value; without any of it
   */
  String value(WorkerSecrets secrets) {
    String value = secrets.resolve(name, place);
    return switch (form) {
      case PLAIN -> value;
      case QUOTED -> LoginText.quoted(value);
      case LOGIN -> LoginText.ofSecret(name, value);
    };
  }

  /** The path of Kafka's variable. */
  private String path() {
    String kind = place.map(found -> found.kind().word()).orElse("");
    return form.word.isEmpty() || kind.isEmpty() ? form.word + kind : form.word + "-" + kind;
  }

  @Override
  public String toString() {
    String path = path();
    return "${"
        + PROVIDER
        + ":"
        + (path.isEmpty() ? "" : path + ":")
        + place.map(found -> found.where() + ":").orElse("")
        + name
        + "}";
  }
}
