package io.sqluice.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.secret.MissingSecretException;
import io.sqluice.http.secret.SecretPlace;
import io.sqluice.http.secret.SessionSecrets;
import io.sqluice.http.secret.WorkerSecrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By Kafka's own reading of its properties. */
class SecretConfigProviderTest {

  @TempDir private Path directory;

  /** What a client gets for a property that it keeps to itself. */
  private String resolved(String value) {
    ProducerConfig config =
        new ProducerConfig(
            Map.of(
                "bootstrap.servers",
                "localhost:9092",
                "key.serializer",
                StringSerializer.class,
                "value.serializer",
                StringSerializer.class,
                "config.providers",
                "sqluice",
                "config.providers.sqluice.class",
                SecretConfigProvider.class.getName(),
                "config.providers.sqluice.param.directory",
                directory.toString(),
                "sasl.jaas.config",
                value));
    Password password = config.getPassword("sasl.jaas.config");
    assertThat(password).hasToString("[hidden]");
    return password.value();
  }

  private static String variable(String name, SecretPlace place, boolean quoted) {
    return new SecretVariable(name, Optional.ofNullable(place), quoted).toString();
  }

  @Test
  void should_find_secrets_of_the_session_and_of_the_folder() throws Exception {
    Files.writeString(directory.resolve("of-file"), "f\n");
    try (SessionSecrets session = SessionSecrets.open()) {
      session.define("of-session", "s");

      assertThat(resolved("a " + variable("of-session", null, false) + " b")).isEqualTo("a s b");
      assertThat(resolved(variable("of-file", null, false))).isEqualTo("f");
    }
  }

  @Test
  void should_find_secrets_in_the_place_that_is_said() throws Exception {
    Path file = Files.writeString(directory.resolve("with:colon"), "v");

    assertThat(
            resolved(variable("a", new SecretPlace(SecretPlace.Kind.FILE, file.toString()), false)))
        .isEqualTo("v");
    assertThat(
            resolved(variable("a", new SecretPlace(SecretPlace.Kind.ENVIRONMENT, "PATH"), false)))
        .isEqualTo(System.getenv("PATH"));
  }

  @Test
  void should_keep_quotes_inside_of_quotes() throws Exception {
    Path file = Files.writeString(directory.resolve("a"), "x\"y\\z");
    SecretPlace place = new SecretPlace(SecretPlace.Kind.FILE, file.toString());

    assertThat(resolved(variable("a", null, true))).isEqualTo("x\\\"y\\\\z");
    assertThat(resolved(variable("a", place, true))).isEqualTo("x\\\"y\\\\z");
  }

  @Test
  void should_say_what_is_missing() {
    assertThatThrownBy(
            () ->
                resolved(
                    variable("a", new SecretPlace(SecretPlace.Kind.ENVIRONMENT, "NONE"), false)))
        .isInstanceOf(MissingSecretException.class)
        .hasMessage(
            "The secret 'a' is to be in the environment variable NONE, which is not set or empty. Set"
                + " it for the process that reads the table (on a cluster, each TaskManager).");
  }

  @Test
  void should_resolve_variables_in_the_options_of_a_registry() throws Exception {
    Path file = Files.writeString(directory.resolve("password"), "p");
    SecretPlace place = new SecretPlace(SecretPlace.Kind.FILE, file.toString());

    assertThat(
            SecretVariable.resolve(
                "u:" + variable("password", null, false) + variable("other", place, false),
                WorkerSecrets.ofProcess(directory)))
        .isEqualTo("u:pp");
  }
}
