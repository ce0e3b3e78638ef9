package io.sqluice.job.dialect.secret;

import io.sqluice.http.secret.SecretPlace;
import io.sqluice.http.secret.SecretReferences;
import io.sqluice.http.secret.WorkerSecrets;
import io.sqluice.job.kafka.SecretVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A secret that a table refers to, by its options as Flink knows them.
 *
 * @param option that refers to it
 * @param place where the table's workers find it; empty for the usual places
 */
public record SecretUse(String option, String name, Optional<SecretPlace> place) {

  /**
   * All of a table, in the order of its options' names.
   *
   * @param options all options of the table, with its connector
   */
  public static List<SecretUse> in(Map<String, String> options) {
    if (DefinedSecrets.TRANSLATED.contains(options.getOrDefault("connector", ""))) {
      return ofKafka(options);
    }
    return SecretReferences.in(options).stream()
        .map(
            reference ->
                new SecretUse(
                    reference.option(), reference.name(), place(options, reference.name())))
        .toList();
  }

  /** What has to be there where Flink reads or writes the table without this program. */
  public String requirement() {
    String where =
        place
            .map(
                known ->
                    known.kind() == SecretPlace.Kind.FILE ? "file " + known.where() : known.where())
            .orElse(WorkerSecrets.variable(name));
    return where + ": the value of secret " + name;
  }

  private static List<SecretUse> ofKafka(Map<String, String> options) {
    List<SecretUse> uses = new ArrayList<>();
    new TreeMap<>(options)
        .forEach(
            (option, text) -> {
              try {
                SecretVariable.in(text)
                    .forEach(
                        variable ->
                            uses.add(new SecretUse(option, variable.name(), variable.place())));
              } catch (IllegalArgumentException notOurs) {
                // Kafka's client says so.
              }
            });
    return uses;
  }

  private static Optional<SecretPlace> place(Map<String, String> options, String name) {
    try {
      return Optional.ofNullable(options.get(SecretReferences.PLACE_PREFIX + name))
          .map(SecretPlace::parse);
    } catch (IllegalArgumentException noPlace) {
      // The connector says so.
      return Optional.empty();
    }
  }
}
