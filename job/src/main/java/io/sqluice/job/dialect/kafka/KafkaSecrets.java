package io.sqluice.job.dialect.kafka;

import io.sqluice.http.secret.SecretPlace;
import io.sqluice.http.secret.SecretText;
import io.sqluice.job.kafka.LoginText;
import io.sqluice.job.kafka.SecretConfigProvider;
import io.sqluice.job.kafka.SecretVariable;
import io.sqluice.job.kafka.SecretVariable.Form;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * References to secrets in options. In Kafka's properties they become variables that the client
 * resolves where it runs, so that no value is in a plan.
 */
final class KafkaSecrets {

  /** In front of the names of secrets whose place is said. */
  static final String PLACES = "secrets.";

  private static final String PROPERTIES = "properties.";
  private static final String PROVIDERS = PROPERTIES + "config.providers";

  private final Map<String, SecretPlace> places;

  private KafkaSecrets(Map<String, SecretPlace> places) {
    this.places = places;
  }

  /** Takes the places of secrets out of the options. */
  static KafkaSecrets takenFrom(OptionEdits edits) {
    Map<String, SecretPlace> places = new TreeMap<>();
    for (String key : List.copyOf(edits.all().keySet())) {
      if (key.startsWith(PLACES)) {
        String place = edits.remove(key).orElseThrow();
        if (place.contains("}")) {
          // Kafka takes it for the end of the variable.
          edits.problem(key, "in a Kafka table the place of a secret cannot hold a '}'");
          continue;
        }
        try {
          places.put(key.substring(PLACES.length()), SecretPlace.parse(place));
        } catch (IllegalArgumentException e) {
          edits.problem(key, e.getMessage() + "; expected " + SecretPlace.RULE);
        }
      }
    }
    return new KafkaSecrets(places);
  }

  /**
   * Puts variables in the place of references.
   *
   * @param directory the folder of secrets that the session names
   */
  void refer(OptionEdits edits, Optional<String> directory) {
    boolean any = false;
    for (String key : List.copyOf(edits.all().keySet())) {
      SecretText text = new SecretText(edits.get(key).orElseThrow());
      Optional<String> problem = text.problem();
      if (problem.isPresent()) {
        edits.problem(key, problem.get());
      } else if (!text.references().isEmpty()) {
        any |= refer(edits, key, text);
      }
    }
    if (any) {
      addProvider(edits, directory);
    }
  }

  /** Whether Kafka's client has to resolve the option. */
  private boolean refer(OptionEdits edits, String key, SecretText text) {
    Optional<RegistryCredential> registry = RegistryCredential.of(key);
    if (registry.isPresent()) {
      edits.set(key, resolved(text, Form.PLAIN));
      edits.addDefault(registry.get().sourceKey(), SecretVariable.PROVIDER);
      return false;
    }
    if (!key.startsWith(PROPERTIES)) {
      edits.problem(
          key,
          "'%s' cannot refer to a secret: only 'properties.*' and the credentials of a registry ('avro-confluent.basic-auth.user-info', 'avro-confluent.bearer-auth.token') are looked up where the table is read or written"
              .formatted(key));
      return false;
    }
    String property = key.substring(PROPERTIES.length());
    if (!isKeptSecret(property)) {
      edits.problem(
          key,
          "'%s' cannot refer to a secret: Kafka's client writes this property to its log. It keeps to itself '%s' and the passwords of 'ssl.*'"
              .formatted(key, LoginText.PROPERTY));
      return false;
    }
    Form form = Form.PLAIN;
    if (property.endsWith(LoginText.PROPERTY)) {
      Optional<String> problem = LoginText.problem(text);
      if (problem.isPresent()) {
        edits.problem(key, problem.get());
        return false;
      }
      form = LoginText.isReference(text) ? Form.LOGIN : Form.QUOTED;
    }
    edits.set(key, resolved(text, form));
    return true;
  }

  private String resolved(SecretText text, Form form) {
    return text.resolve(
        name -> new SecretVariable(name, Optional.ofNullable(places.get(name)), form).toString());
  }

  private static void addProvider(OptionEdits edits, Optional<String> directory) {
    String name = SecretVariable.PROVIDER;
    edits.set(PROVIDERS, edits.get(PROVIDERS).map(others -> others + "," + name).orElse(name));
    edits.set(PROVIDERS + "." + name + ".class", SecretConfigProvider.class.getName());
    directory.ifPresent(
        folder ->
            edits.set(PROVIDERS + "." + name + ".param." + SecretConfigProvider.DIRECTORY, folder));
  }

  /** What Kafka does not know it does not print. */
  private static boolean isKeptSecret(String property) {
    return Stream.of(
            ProducerConfig.configDef(), ConsumerConfig.configDef(), AdminClientConfig.configDef())
        .map(definitions -> definitions.configKeys().get(property))
        .allMatch(key -> key == null || key.type == ConfigDef.Type.PASSWORD);
  }

  /** An option with a credential of a registry, and the one that says who knows it. */
  private record RegistryCredential(String sourceKey) {

    static Optional<RegistryCredential> of(String key) {
      return Map.of("basic-auth.user-info", "basic-auth", "bearer-auth.token", "bearer-auth")
          .entrySet()
          .stream()
          .filter(option -> key.endsWith("avro-confluent." + option.getKey()))
          .map(
              option ->
                  new RegistryCredential(
                      key.substring(0, key.length() - option.getKey().length())
                          + option.getValue()
                          + ".credentials-source"))
          .findFirst();
    }
  }
}
