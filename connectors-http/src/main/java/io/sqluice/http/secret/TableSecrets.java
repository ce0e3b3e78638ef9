package io.sqluice.http.secret;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The secrets that one table refers to: resolves them as its task opens, names table and option
 * where one is missing, and has each resolved value redacted. Thread-safe.
 */
public final class TableSecrets {

  private final String tableName;
  private final SecretResolver resolver;
  private final Redaction redaction = new Redaction();
  private final Map<String, String> values = new ConcurrentHashMap<>();

  /** What the state may refer to: secrets by name, credentials by option; options have dots. */
  private final Map<String, NamedSecret> named = new ConcurrentSkipListMap<>();

  /**
   * @param tableName the table's full name, for messages
   * @param resolver where the values come from
   */
  public TableSecrets(String tableName, SecretResolver resolver) {
    this.tableName = tableName;
    this.resolver = resolver;
  }

  /** Takes the table's secrets out of what is shown. */
  public Redaction redaction() {
    return redaction;
  }

  /**
   * The text of an option with the values of its secrets.
   *
   * @throws MissingSecretException naming the table and the option
   */
  public String resolve(String option, SecretText text) {
    List<SecretReference> references =
        text.references().stream().map(name -> new SecretReference(option, name)).toList();
    return text.resolve(resolve(references)::get);
  }

  /**
   * The text of an option that is a credential, with the values of its secrets: never shown, be it
   * a reference or not.
   *
   * @throws MissingSecretException naming the table and the option
   */
  public String resolveCredential(String option, SecretText text) {
    String value = resolve(option, text);
    if (value.isEmpty()) {
      return value;
    }
    if (text.references().isEmpty()) {
      named.put(option, NamedSecret.literal(value));
      redaction.addLiteral(value);
    } else {
      named.put(option, NamedSecret.ofReference(value));
      redaction.add(value);
    }
    return value;
  }

  /**
   * The values of secrets by their names.
   *
   * @throws MissingSecretException naming the table and all options whose secrets are missing
   */
  public Map<String, String> resolve(Collection<SecretReference> references) {
    Map<String, String> resolved = new TreeMap<>();
    Map<String, List<String>> missing = new LinkedHashMap<>();
    for (SecretReference reference : references) {
      try {
        resolved.put(reference.name(), value(reference.name()));
      } catch (MissingSecretException e) {
        missing
            .computeIfAbsent(e.getMessage(), message -> new ArrayList<>())
            .add("'" + reference.option() + "'");
      }
    }
    if (!missing.isEmpty()) {
      StringBuilder message =
          new StringBuilder("Table ").append(tableName).append(" cannot start:");
      missing.forEach(
          (why, options) ->
              message.append("\n  - ").append(String.join(", ", options)).append(": ").append(why));
      throw new MissingSecretException(message.toString());
    }
    return resolved;
  }

  /** A text of the API as Flink's state may hold it: with references in the place of secrets. */
  public String conceal(String text) {
    return new Concealment(named, redaction).conceal(text);
  }

  /**
   * A text of the state as the API gave it, or as it would give it now if a secret has changed.
   *
   * @throws ConcealedTextException if one of its secrets cannot be had
   */
  public String reveal(String concealed) {
    return new Concealment(named, redaction).reveal(concealed);
  }

  private String value(String name) {
    return values.computeIfAbsent(
        name,
        unknown -> {
          String value = resolver.resolve(unknown);
          redaction.add(value);
          named.put(unknown, NamedSecret.of(value));
          return value;
        });
  }
}
