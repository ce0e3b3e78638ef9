package io.sqluice.http.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerSecretsTest {

  @TempDir Path folder;

  private final Map<String, String> session = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();

  @Test
  void should_ask_the_session_then_the_environment_then_the_folder() throws IOException {
    session.put("api-key", "of the session");
    environment.put("SQLUICE_SECRET_API_KEY", "of the environment");
    Files.writeString(folder.resolve("api-key"), "of the folder");
    WorkerSecrets secrets = secrets(folder);

    assertThat(secrets.resolve("api-key")).isEqualTo("of the session");
    session.clear();
    assertThat(secrets.resolve("api-key")).isEqualTo("of the environment");
    environment.clear();
    assertThat(secrets.resolve("api-key")).isEqualTo("of the folder");
  }

  @ParameterizedTest
  @CsvSource({
    "key, SQLUICE_SECRET_KEY",
    "my-api-Key, SQLUICE_SECRET_MY_API_KEY",
    "my_key2, SQLUICE_SECRET_MY_KEY2"
  })
  void should_read_the_variable_of_the_name_in_upper_case(String name, String variable) {
    environment.put(variable, "v");

    assertThat(secrets(null).resolve(name)).isEqualTo("v");
  }

  @Test
  void should_cut_one_line_break_at_the_end_of_a_file() throws IOException {
    Files.writeString(folder.resolve("unix"), " a b \n");
    Files.writeString(folder.resolve("windows"), "ab\r\n");
    Files.writeString(folder.resolve("more"), "ab\n\n");

    assertThat(secrets(folder).resolve("unix")).isEqualTo(" a b ");
    assertThat(secrets(folder).resolve("windows")).isEqualTo("ab");
    assertThat(secrets(folder).resolve("more")).isEqualTo("ab\n");
  }

  @Test
  void should_go_on_to_the_next_place_where_a_value_is_empty() throws IOException {
    environment.put("SQLUICE_SECRET_KEY", "");
    Files.writeString(folder.resolve("key"), "of the folder");

    assertThat(secrets(folder).resolve("key")).isEqualTo("of the folder");
  }

  @Test
  void should_say_where_a_missing_secret_was_looked_for() throws IOException {
    Files.writeString(folder.resolve("api-key"), "\n");

    assertThatThrownBy(() -> secrets(folder).resolve("api-key"))
        .isInstanceOf(MissingSecretException.class)
        .hasMessage(
            "Nothing defines the secret 'api-key': not the session, nor the environment variable"
                + " SQLUICE_SECRET_API_KEY, nor the file "
                + folder.resolve("api-key")
                + ". Set the variable for the process that reads the table (on a cluster, each"
                + " TaskManager), or write the value to a file of that name in"
                + " 'sqluice.secrets.dir'.");
    assertThatThrownBy(() -> secrets(null).resolve("api-key"))
        .hasMessageContaining(", nor a file in 'sqluice.secrets.dir', which is not set. Set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../key", "a/b", "..", ".hidden", "", "a b", "/etc/passwd", "a\0b"})
  void should_not_be_led_out_of_the_folder_by_a_name(String name) {
    assertThatThrownBy(() -> secrets(folder).resolve(name))
        .isInstanceOf(MissingSecretException.class)
        .hasMessage(
            "'"
                + name
                + "' cannot name a secret; expected a name of letters, digits, '_' and '-' that"
                + " starts with a letter or '_'.");
  }

  @Test
  void should_say_that_a_file_is_no_text() throws IOException {
    Files.write(folder.resolve("key"), new byte[] {(byte) 0xff, (byte) 0xfe});

    assertThatThrownBy(() -> secrets(folder).resolve("key"))
        .hasMessage(
            "The file "
                + folder.resolve("key")
                + " of the secret 'key' cannot be read: it is not UTF-8 text. Encode what it holds"
                + " as text.");
  }

  @Test
  void should_say_why_a_file_cannot_be_read() throws IOException {
    Files.createDirectory(folder.resolve("key"));

    assertThatThrownBy(() -> secrets(folder).resolve("key"))
        .hasMessage(
            "The file "
                + folder.resolve("key")
                + " of the secret 'key' cannot be read: java.io.IOException: Is a directory. Let"
                + " the user that Flink runs as read it.");
  }

  @Test
  void should_know_the_secrets_of_open_sessions_only() {
    WorkerSecrets secrets = WorkerSecrets.ofProcess(null);
    try (SessionSecrets outer = SessionSecrets.open()) {
      outer.define("worker-secrets-test", "outer");
      try (SessionSecrets inner = SessionSecrets.open()) {
        inner.define("worker-secrets-test", "inner");
        assertThat(secrets.resolve("worker-secrets-test")).isEqualTo("inner");
      }
      assertThat(secrets.resolve("worker-secrets-test")).isEqualTo("outer");
    }
    assertThatThrownBy(() -> secrets.resolve("worker-secrets-test"))
        .isInstanceOf(MissingSecretException.class);
  }

  @Test
  void should_refuse_to_define_a_secret_that_nothing_could_refer_to() {
    try (SessionSecrets session = SessionSecrets.open()) {
      assertThatThrownBy(() -> session.define("no name", "v"))
          .hasMessage(
              "'no name' cannot name a secret; expected a name of letters, digits, '_' and '-' that"
                  + " starts with a letter or '_'.");
    }
  }

  private WorkerSecrets secrets(Path directory) {
    return new WorkerSecrets(
        name -> Optional.ofNullable(session.get(name)), environment, directory);
  }

  @Test
  void should_look_where_a_place_says_and_nowhere_else() throws IOException {
    session.put("key", "of the session");
    environment.put("SQLUICE_SECRET_KEY", "of the usual variable");
    environment.put("MY_KEY", "of the variable");
    Path file = Files.writeString(folder.resolve("elsewhere"), "of the file\n");

    assertThat(at("key", "env:MY_KEY")).isEqualTo("of the variable");
    assertThat(at("key", "file:" + file)).isEqualTo("of the file");
  }

  @Test
  void should_say_what_is_not_in_the_place_that_was_said() throws IOException {
    session.put("key", "of the session");
    environment.put("MY_KEY", "");

    assertThatThrownBy(() -> at("key", "env:MY_KEY"))
        .isInstanceOf(MissingSecretException.class)
        .hasMessage(
            "The secret 'key' is to be in the environment variable MY_KEY, which is not set or"
                + " empty. Set it for the process that reads the table (on a cluster, each"
                + " TaskManager).");
    assertThatThrownBy(() -> at("key", "file:" + folder.resolve("none")))
        .isInstanceOf(MissingSecretException.class)
        .hasMessage(
            "The secret 'key' is to be in the file "
                + folder.resolve("none")
                + ", which is not there or empty. Write the value to it where the table is read"
                + " (on a cluster, on each TaskManager).");
    assertThatThrownBy(() -> at("key", "file:" + folder))
        .hasMessage(
            "The file "
                + folder
                + " of the secret 'key' cannot be read: java.io.IOException: Is a directory. Let"
                + " the user that Flink runs as read it.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "env:     | what is behind 'env:' cannot name an environment variable",
        "env:A=B  | what is behind 'env:' cannot name an environment variable",
        "file:    | what is behind 'file:' is no absolute path",
        "file:key | what is behind 'file:' is no absolute path",
        "the-value-itself | it is no place of a secret"
      })
  void should_refuse_what_is_no_place(String text, String message) {
    assertThatThrownBy(() -> SecretPlace.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"env:MY_KEY", "file:/run/secrets/key"})
  void should_write_a_place_as_it_was_read(String text) {
    assertThat(SecretPlace.parse(text)).hasToString(text);
  }

  private String at(String name, String place) {
    return secrets(folder).resolve(name, Optional.of(SecretPlace.parse(place)));
  }

  @Test
  void should_read_files_as_utf_8() throws IOException {
    Files.write(folder.resolve("key"), "schlüssel".getBytes(StandardCharsets.UTF_8));

    assertThat(secrets(folder).resolve("key")).isEqualTo("schlüssel");
  }
}
