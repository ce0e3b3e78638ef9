package io.sqluice.http.secret;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.annotation.Nullable;

/**
 * The secrets that a worker knows: those of the running session, else of environment variables,
 * else of the files of a folder; one whose place is said is looked for there alone. An empty value
 * is none. Thread-safe.
 */
public final class WorkerSecrets implements SecretResolver {

  /** The Flink option that names the folder. */
  public static final String DIRECTORY_OPTION = "sqluice.secrets.dir";

  private static final String VARIABLE_PREFIX = "SQLUICE_SECRET_";

  private final Function<String, Optional<String>> session;
  private final Map<String, String> environment;
  @Nullable private final Path directory;

  WorkerSecrets(
      Function<String, Optional<String>> session,
      Map<String, String> environment,
      @Nullable Path directory) {
    this.session = session;
    this.environment = environment;
    this.directory = directory;
  }

  /**
   * The secrets of this process.
   *
   * @param directory the folder with a file for each secret; null for none
   */
  public static WorkerSecrets ofProcess(@Nullable Path directory) {
    return new WorkerSecrets(SessionSecrets::find, System.getenv(), directory);
  }

  /** The environment variable that holds a secret whose place nothing says. */
  public static String variable(String name) {
    return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  @Override
  public String resolve(String name) {
    return resolve(name, Optional.empty());
  }

  /**
   * The value of a secret.
   *
   * @param place the one place where it is looked for; empty for the usual ones
   * @throws MissingSecretException if it is not there; the message says where it was looked for
   */
  public String resolve(String name, Optional<SecretPlace> place) {
    if (!SecretText.isName(name)) {
      // A name with a slash or dots could lead out of the folder.
      throw new MissingSecretException(
          "'" + name + "' cannot name a secret; expected " + SecretText.NAME_RULE + ".");
    }
    if (place.isPresent()) {
      return at(place.get(), name).orElseThrow(() -> missing(name, place.get()));
    }
    return session
        .apply(name)
        .or(() -> variableValue(variable(name)))
        .filter(value -> !value.isEmpty())
        .or(() -> directory == null ? Optional.empty() : file(name, directory.resolve(name)))
        .orElseThrow(() -> missing(name));
  }

  private Optional<String> at(SecretPlace place, String name) {
    return switch (place.kind()) {
      case ENVIRONMENT -> variableValue(place.where()).filter(value -> !value.isEmpty());
      case FILE -> file(name, Path.of(place.where()));
    };
  }

  private Optional<String> variableValue(String variable) {
    return Optional.ofNullable(environment.get(variable));
  }

  private static Optional<String> file(String name, Path file) {
    try {
      String text = Files.readString(file);
      return Optional.of(text.replaceFirst("\\r?\\n\\z", "")).filter(value -> !value.isEmpty());
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (MalformedInputException binary) {
      throw unreadable(name, file, "it is not UTF-8 text", "Encode what it holds as text");
    } catch (IOException e) {
      throw unreadable(name, file, e.toString(), "Let the user that Flink runs as read it");
    }
  }

  private static MissingSecretException unreadable(
      String name, Path file, String why, String advice) {
    return new MissingSecretException(
        "The file "
            + file
            + " of the secret '"
            + name
            + "' cannot be read: "
            + why
            + ". "
            + advice
            + ".");
  }

  private static MissingSecretException missing(String name, SecretPlace place) {
    return new MissingSecretException(
        switch (place.kind()) {
          case ENVIRONMENT ->
              "The secret '%s' is to be in the environment variable %s, which is not set or empty. Set it for the process that reads the table (on a cluster, each TaskManager)."
                  .formatted(name, place.where());
          case FILE ->
              "The secret '%s' is to be in the file %s, which is not there or empty. Write the value to it where the table is read (on a cluster, on each TaskManager)."
                  .formatted(name, place.where());
        });
  }

  private MissingSecretException missing(String name) {
    return new MissingSecretException(
        "Nothing defines the secret '"
            + name
            + "': not the session, nor the environment variable "
            + variable(name)
            + ", nor "
            + (directory == null
                ? "a file in '" + DIRECTORY_OPTION + "', which is not set"
                : "the file " + directory.resolve(name))
            + ". Set the variable for the process that reads the table (on a cluster, each"
            + " TaskManager), or write the value to a file of that name in '"
            + DIRECTORY_OPTION
            + "'.");
  }
}
