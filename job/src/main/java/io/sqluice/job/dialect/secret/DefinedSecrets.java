package io.sqluice.job.dialect.secret;

import io.sqluice.http.secret.SecretPlace;
import io.sqluice.http.secret.SecretReference;
import io.sqluice.http.secret.SecretReferences;
import io.sqluice.http.secret.SecretText;
import io.sqluice.http.secret.SessionSecrets;
import io.sqluice.http.secret.WorkerSecrets;
import io.sqluice.job.script.Position;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.Spelling;
import io.sqluice.job.script.Statement;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The secrets that a script has defined so far. Values go to the session; what is here is where
 * they are. Not thread-safe.
 */
public final class DefinedSecrets {

  /** The connectors whose references the dialect translates: any option may have one. */
  static final Set<String> TRANSLATED = Set.of("kafka", "upsert-kafka");

  private final Optional<SessionSecrets> session;
  private final boolean workersAreHere;
  private final Map<String, Definition> definitions = new TreeMap<>();

  /**
   * A secret by its definition.
   *
   * @param place where workers find the value; empty for one that the session has
   */
  private record Definition(SecretBackend backend, Optional<SecretPlace> place, String source) {}

  /**
   * A secret as SHOW SECRETS lists it.
   *
   * @param backend in lower case
   */
  public record Row(String name, String backend) {}

  /**
   * @param session takes the values; empty if nothing will run
   * @param workersAreHere whether tables are read in this process, so that what it knows they know
   */
  public DefinedSecrets(Optional<SessionSecrets> session, boolean workersAreHere) {
    this.session = session;
    this.workersAreHere = workersAreHere;
  }

  /**
   * Defines a secret.
   *
   * @param users the tables that refer to the name so far
   * @throws ScriptException if that cannot be
   */
  public void define(Statement statement, CreateSecret secret, List<String> users) {
    Definition before = definitions.get(secret.name());
    if (before != null && secret.ifNotExists()) {
      return;
    }
    if (before != null && !secret.orReplace()) {
      throw problem(
          statement,
          secret.namePosition(),
          "there is a secret '"
              + secret.name()
              + "' already, defined at "
              + before.source()
              + ": give this one another name, or write CREATE OR REPLACE SECRET");
    }
    Definition definition =
        new Definition(secret.backend(), place(statement, secret), statement.toString());
    if (before != null && !before.place().equals(definition.place()) && !users.isEmpty()) {
      throw problem(
          statement,
          secret.namePosition(),
          "the secret '"
              + secret.name()
              + "' cannot move to another place while "
              + named(users)
              + " it: define it before the tables, or drop them first");
    }
    session.ifPresent(
        values -> {
          if (secret.backend() == SecretBackend.META) {
            values.define(secret.name(), secret.value());
          } else {
            values.forget(secret.name());
          }
        });
    definitions.put(secret.name(), definition);
  }

  /**
   * Takes a secret's definition away.
   *
   * @param users the tables that refer to it
   * @throws ScriptException if there is none, or it is in use
   */
  public void drop(Statement statement, DropSecret secret, List<String> users) {
    if (!definitions.containsKey(secret.name())) {
      if (secret.ifExists()) {
        return;
      }
      throw problem(
          statement,
          secret.namePosition(),
          "the script defines no secret '"
              + secret.name()
              + "'"
              + nearest(secret.name())
                  .map(name -> "; did you mean '" + name + "'?")
                  .orElse(": take the statement out, or write DROP SECRET IF EXISTS"));
    }
    if (!users.isEmpty()) {
      throw problem(
          statement,
          secret.namePosition(),
          "the secret '"
              + secret.name()
              + "' cannot be dropped while "
              + named(users)
              + " it: drop what refers to it first");
    }
    session.ifPresent(values -> values.forget(secret.name()));
    definitions.remove(secret.name());
  }

  /** The secrets in the order of their names. */
  public List<Row> rows() {
    return definitions.entrySet().stream()
        .map(entry -> new Row(entry.getKey(), entry.getValue().backend().toString()))
        .toList();
  }

  /** Whether the script defines a secret. */
  public boolean contains(String name) {
    return definitions.containsKey(name);
  }

  /** Where workers find a secret; empty if the session has it, or the script does not define it. */
  public Optional<SecretPlace> place(String name) {
    return Optional.ofNullable(definitions.get(name)).flatMap(Definition::place);
  }

  /** The defined name that was most likely meant. */
  public Optional<String> nearest(String name) {
    return Spelling.nearest(name, List.copyOf(definitions.keySet()));
  }

  /**
   * The options that tell a table's workers where its secrets are, by their keys; none where the
   * table says so itself.
   *
   * @param options all options of the table, with its connector
   */
  public Map<String, String> placesFor(Map<String, String> options) {
    Map<String, String> places = new TreeMap<>();
    for (String name : names(options)) {
      String key = SecretReferences.PLACE_PREFIX + name;
      if (!options.containsKey(key)) {
        place(name).ifPresent(place -> places.put(key, place.toString()));
      }
    }
    return places;
  }

  private static List<String> names(Map<String, String> options) {
    return TRANSLATED.contains(options.getOrDefault("connector", ""))
        ? options.values().stream()
            .flatMap(text -> new SecretText(text).references().stream())
            .toList()
        : SecretReferences.in(options).stream().map(SecretReference::name).toList();
  }

  private Optional<SecretPlace> place(Statement statement, CreateSecret secret) {
    try {
      return switch (secret.backend()) {
        case META -> {
          requireWorkersHere(statement, secret);
          yield Optional.empty();
        }
        case ENV -> Optional.of(new SecretPlace(SecretPlace.Kind.ENVIRONMENT, secret.value()));
        case FILE -> Optional.of(new SecretPlace(SecretPlace.Kind.FILE, path(secret.value())));
      };
    } catch (IllegalArgumentException noPlace) {
      throw problem(
          statement,
          secret.valuePosition(),
          secret.backend() == SecretBackend.ENV
              ? "this cannot name an environment variable: behind AS stands its name, as in AS 'API_TOKEN', and its value is in the environment of the workers"
              : workersAreHere
                  ? "this is no path of a file: write one such as AS '/run/secrets/api-token'"
                  : "this is no absolute path of a file, which the workers of a cluster need: write one such as AS '/run/secrets/api-token'");
    }
  }

  /** A path of this process's own folder makes sense where workers have the same. */
  private String path(String text) {
    try {
      return workersAreHere ? Path.of(text).toAbsolutePath().normalize().toString() : text;
    } catch (InvalidPathException unusable) {
      throw new IllegalArgumentException("no path", unusable);
    }
  }

  private void requireWorkersHere(Statement statement, CreateSecret secret) {
    if (!workersAreHere) {
      throw problem(
          statement,
          secret.backendPosition(),
          "backend 'meta' keeps the value in the process that runs the script, and the workers of a cluster do not see it: use"
              + " backend 'env' with the name of a variable of each TaskManager, or 'file' with a path on each, or leave the statement"
              + " out and set "
              + WorkerSecrets.variable(secret.name())
              + " there");
    }
  }

  private static String named(List<String> users) {
    return (users.size() == 1 ? "table " : "tables ")
        + String.join(", ", users)
        + (users.size() == 1 ? " refers to" : " refer to");
  }

  private static ScriptException problem(Statement statement, Position position, String message) {
    return new ScriptException(statement.problem(position, message));
  }
}
