package io.sqluice.job.dialect.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.http.secret.MissingSecretException;
import io.sqluice.http.secret.SecretPlace;
import io.sqluice.http.secret.SessionSecrets;
import io.sqluice.http.secret.WorkerSecrets;
import io.sqluice.job.dialect.secret.DefinedSecrets.Row;
import io.sqluice.job.script.ScriptException;
import io.sqluice.job.script.Statement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DefinedSecretsTest {

  private static final String META = "CREATE SECRET a WITH (backend = 'meta') AS 'v1'";
  private static final String ENV = "CREATE SECRET a WITH (backend = 'env') AS 'API_TOKEN'";

  private final SessionSecrets session = SessionSecrets.open();
  private final DefinedSecrets here = new DefinedSecrets(Optional.of(session), true);
  private final DefinedSecrets cluster = new DefinedSecrets(Optional.of(session), false);

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void should_give_values_to_the_session_and_keep_places() {
    define(here, META);
    define(here, "CREATE SECRET b WITH (backend = 'env') AS 'API_TOKEN'");
    define(here, "CREATE SECRET c WITH (backend = 'file') AS 'folder/token'");

    assertThat(WorkerSecrets.ofProcess(null).resolve("a")).isEqualTo("v1");
    assertThat(here.place("a")).isEmpty();
    assertThat(here.place("b")).contains(SecretPlace.parse("env:API_TOKEN"));
    assertThat(here.place("c"))
        .as("this process is the worker")
        .contains(SecretPlace.parse("file:" + Path.of("folder/token").toAbsolutePath()));
    assertThat(here.rows())
        .containsExactly(new Row("a", "meta"), new Row("b", "env"), new Row("c", "file"));
  }

  @Test
  void should_say_that_a_cluster_does_not_see_the_session() {
    assertThatThrownBy(() -> define(cluster, META))
        .isInstanceOf(ScriptException.class)
        .hasMessage(
            "script.sql:1:33: backend 'meta' keeps the value in the process that runs the script,"
                + " and the workers of a cluster do not see it: use backend 'env' with the name of"
                + " a variable of each TaskManager, or 'file' with a path on each, or leave the"
                + " statement out and set SQLUICE_SECRET_A there");
    assertThat(cluster.rows()).isEmpty();
  }

  @Test
  void should_want_whole_paths_on_a_cluster() {
    assertThatThrownBy(
            () -> define(cluster, "CREATE SECRET a WITH (backend = 'file') AS 'token.txt'"))
        .hasMessage(
            "script.sql:1:44: this is no absolute path of a file, which the workers of a cluster"
                + " need: write one such as AS '/run/secrets/api-token'");
  }

  @Test
  void should_not_repeat_a_value_that_stands_where_a_variable_should() {
    assertThatThrownBy(
            () -> define(here, "CREATE SECRET a WITH (backend = 'env') AS 'sk/live+123='"))
        .hasMessage(
            "script.sql:1:43: this cannot name an environment variable: behind AS stands its name,"
                + " as in AS 'API_TOKEN', and its value is in the environment of the workers");
  }

  @Test
  void should_define_a_name_once_unless_told_otherwise() {
    define(here, META);

    assertThatThrownBy(() -> define(here, META))
        .hasMessage(
            "script.sql:1:15: there is a secret 'a' already, defined at script.sql:1:1: give this"
                + " one another name, or write CREATE OR REPLACE SECRET");
    define(here, META.replace("SECRET", "SECRET IF NOT EXISTS").replace("v1", "v2"));
    assertThat(WorkerSecrets.ofProcess(null).resolve("a")).isEqualTo("v1");
    define(here, META.replace("CREATE", "CREATE OR REPLACE").replace("v1", "v2"));
    assertThat(WorkerSecrets.ofProcess(null).resolve("a")).isEqualTo("v2");
    define(here, ENV.replace("CREATE", "CREATE OR REPLACE"));
    assertThatThrownBy(() -> WorkerSecrets.ofProcess(null).resolve("a"))
        .isInstanceOf(MissingSecretException.class);
  }

  @Test
  void should_not_move_a_secret_away_from_tables_that_refer_to_it() {
    define(here, META);
    Statement moved = statement(ENV.replace("CREATE", "CREATE OR REPLACE"));
    CreateSecret secret = (CreateSecret) SecretCommand.of(moved).orElseThrow();

    assertThatThrownBy(() -> here.define(moved, secret, List.of("t", "u")))
        .hasMessage(
            "script.sql:1:26: the secret 'a' cannot move to another place while tables t, u refer"
                + " to it: define it before the tables, or drop them first");
  }

  @Test
  void should_drop_what_nothing_refers_to() {
    define(here, META);

    assertThatThrownBy(() -> drop("DROP SECRET a", List.of("t")))
        .hasMessage(
            "script.sql:1:13: the secret 'a' cannot be dropped while table t refers to it: drop"
                + " what refers to it first");
    drop("DROP SECRET a", List.of());
    assertThat(here.rows()).isEmpty();
    assertThatThrownBy(() -> WorkerSecrets.ofProcess(null).resolve("a"))
        .isInstanceOf(MissingSecretException.class);
    drop("DROP SECRET IF EXISTS a", List.of());
    assertThatThrownBy(() -> drop("DROP SECRET a", List.of()))
        .hasMessage(
            "script.sql:1:13: the script defines no secret 'a': take the statement out, or write"
                + " DROP SECRET IF EXISTS");
  }

  @Test
  void should_name_the_nearest_secret() {
    define(here, META.replace(" a ", " kucoin_key "));

    assertThatThrownBy(() -> drop("DROP SECRET kucoin_kye", List.of()))
        .hasMessage(
            "script.sql:1:13: the script defines no secret 'kucoin_kye'; did you mean"
                + " 'kucoin_key'?");
  }

  @Test
  void should_tell_tables_where_their_secrets_are() {
    define(here, META);
    define(here, "CREATE SECRET b WITH (backend = 'env') AS 'B_TOKEN'");
    define(here, "CREATE SECRET c WITH (backend = 'file') AS '/run/c'");
    Map<String, String> options =
        Map.of(
            "connector", "http",
            "headers.A", "SECRET a",
            "headers.B", "{{secret.b}} {{secret.c}}",
            "headers.D", "SECRET d",
            "secrets.c", "env:MINE");

    assertThat(here.placesFor(options)).isEqualTo(Map.of("secrets.b", "env:B_TOKEN"));
    assertThat(
            here.placesFor(Map.of("connector", "kafka", "properties.ssl.key.password", "SECRET c")))
        .isEqualTo(Map.of("secrets.c", "file:/run/c"));
  }

  private static void define(DefinedSecrets secrets, String text) {
    Statement statement = statement(text);
    secrets.define(statement, (CreateSecret) SecretCommand.of(statement).orElseThrow(), List.of());
  }

  private void drop(String text, List<String> users) {
    Statement statement = statement(text);
    here.drop(statement, (DropSecret) SecretCommand.of(statement).orElseThrow(), users);
  }

  private static Statement statement(String text) {
    return SecretCommandTest.statement(text);
  }
}
