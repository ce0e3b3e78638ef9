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
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By Kafka's own reading of its properties. */
class SecretConfigProviderTest {

  private static final String PLAIN_LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule";

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

  private static String variable(String name, SecretPlace place, SecretVariable.Form form) {
    return new SecretVariable(name, Optional.ofNullable(place), form).toString();
  }

  @Test
  void should_find_secrets_of_the_session_and_of_the_folder() throws Exception {
    Files.writeString(directory.resolve("of-file"), "f\n");
    try (SessionSecrets session = SessionSecrets.open()) {
      session.define("of-session", "s");

      assertThat(resolved("a " + variable("of-session", null, SecretVariable.Form.PLAIN) + " b"))
          .isEqualTo("a s b");
      assertThat(resolved(variable("of-file", null, SecretVariable.Form.PLAIN))).isEqualTo("f");
    }
  }

  @Test
  void should_find_secrets_in_the_place_that_is_said() throws Exception {
    Path file = Files.writeString(directory.resolve("with:colon"), "v");

    assertThat(
            resolved(
                variable(
                    "a",
                    new SecretPlace(SecretPlace.Kind.FILE, file.toString()),
                    SecretVariable.Form.PLAIN)))
        .isEqualTo("v");
    assertThat(
            resolved(
                variable(
                    "a",
                    new SecretPlace(SecretPlace.Kind.ENVIRONMENT, "PATH"),
                    SecretVariable.Form.PLAIN)))
        .isEqualTo(System.getenv("PATH"));
  }

  @Test
  void should_keep_quotes_inside_of_quotes() throws Exception {
    Path file = Files.writeString(directory.resolve("a"), "x\"y\\z");
    SecretPlace place = new SecretPlace(SecretPlace.Kind.FILE, file.toString());

    assertThat(resolved(variable("a", null, SecretVariable.Form.QUOTED))).isEqualTo("x\\\"y\\\\z");
    assertThat(resolved(variable("a", place, SecretVariable.Form.QUOTED))).isEqualTo("x\\\"y\\\\z");
  }

  @Test
  void should_keep_lines_inside_of_quotes() throws Exception {
    Files.writeString(directory.resolve("a"), "line 1\r\nline2=x\n");
    String login = PLAIN_LOGIN + " required password=\"%s\";";

    String resolved = resolved(login.formatted(variable("a", null, SecretVariable.Form.QUOTED)));

    assertThat(
            JaasContext.loadClientContext(Map.of("sasl.jaas.config", new Password(resolved)))
                .configurationEntries()
                .get(0)
                .getOptions()
                .get("password"))
        .isEqualTo("line 1\r\nline2=x");
  }

  @Test
  void should_read_a_login_that_is_a_secret_as_it_is() throws Exception {
    String login = PLAIN_LOGIN + " required username=\"u\" password=\"x\\\"y\";";
    Files.writeString(directory.resolve("jaas"), login + "\n");

    assertThat(resolved(variable("jaas", null, SecretVariable.Form.LOGIN))).isEqualTo(login);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunterpart1 hunterpart2",
        "hunterpart1",
        "hunterpart1 required;",
        PLAIN_LOGIN + " hunterpart1;",
        PLAIN_LOGIN + " required username=u password=hunterpart1 hunterpart2;"
      })
  void should_say_nothing_of_a_secret_that_is_no_login(String value) throws Exception {
    Files.writeString(directory.resolve("jaas"), value);

    assertThatThrownBy(() -> resolved(variable("jaas", null, SecretVariable.Form.LOGIN)))
        .hasNoCause()
        .hasMessage(
            "The secret 'jaas' is no login that Kafka can read: its value has to be the name of a"
                + " login module of the class path, 'required', options such as username=\"...\""
                + " and password=\"...\", and a semicolon.");
  }

  @Test
  void should_say_what_is_missing() {
    assertThatThrownBy(
            () ->
                resolved(
                    variable(
                        "a",
                        new SecretPlace(SecretPlace.Kind.ENVIRONMENT, "NONE"),
                        SecretVariable.Form.PLAIN)))
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
                "u:"
                    + variable("password", null, SecretVariable.Form.PLAIN)
                    + variable("other", place, SecretVariable.Form.PLAIN),
                WorkerSecrets.ofProcess(directory)))
        .isEqualTo("u:pp");
  }
}
