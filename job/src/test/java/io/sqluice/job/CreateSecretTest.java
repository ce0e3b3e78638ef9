package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.execute;
import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.sqluice.job.CommandLineFixture.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that a script defines: they reach the API, and nothing that is shown or kept. */
@Timeout(120)
class CreateSecretTest {

  private static final String VALUE = "fjnzekjfnzejfnzejfnzejfjzebf";

  /** A variable of every environment. */
  private static final String VARIABLE = "PATH";

  @TempDir Path folder;
  private HttpServer server;

  @BeforeEach
  void answerWithTheKey() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String key = exchange.getRequestHeaders().getFirst("X-Key");
          String body = "{\"key\":" + (key == null ? 0 : key.hashCode()) + "}";
          exchange.sendResponseHeaders(200, body.length());
          exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void should_send_the_secrets_of_each_backend_under_one_name_of_a_header() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "of the file\n");
    String script =
        """
        CREATE SECRET of_meta WITH (backend = 'meta',) AS '%s';
        CREATE SECRET `of-env` WITH ('backend' = 'env') AS '%s';
        CREATE SECRET of_file WITH (backend = 'file') AS '%s';
        """
                .formatted(VALUE, VARIABLE, file)
            + table("a", "SECRET of_meta")
            + table("b", "{{secret.of-env}}")
            + table("c", "SECRET of_file")
            + "SELECT * FROM a; SELECT * FROM b; SELECT * FROM c;";

    Outcome outcome = executeScript(script, "run", "--batch", "--output", "json");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.lines())
        .containsExactlyInAnyOrder(
            row(1, VALUE), row(2, System.getenv(VARIABLE)), row(3, "of the file"));
  }

  private static String row(int query, String key) {
    return "{\"$query\":" + query + ",\"key\":" + key.hashCode() + "}";
  }

  @Test
  void should_use_the_last_value_of_a_secret_that_is_replaced() {
    Outcome outcome =
        executeScript(
            "CREATE SECRET k WITH (backend = 'meta') AS 'first';"
                + table("a", "SECRET k")
                + "CREATE OR REPLACE SECRET k WITH (backend = 'meta') AS 'second';"
                + "SELECT * FROM a;",
            "run",
            "--batch",
            "--output",
            "json");

    assertThat(outcome.out()).isEqualTo("{\"key\":" + "second".hashCode() + "}\n");
  }

  @Test
  void should_list_names_and_backends_alone() {
    Outcome outcome =
        executeScript(
            """
            CREATE SECRET b WITH (backend = 'meta') AS '%s';
            CREATE SECRET a WITH (backend = 'env') AS 'API_TOKEN';
            CREATE SECRET c WITH (backend = 'file') AS '/run/c';
            DROP SECRET c;
            DROP SECRET IF EXISTS c;
            SHOW SECRETS;
            """
                .formatted(VALUE),
            "run");

    assertThat(outcome.out())
        .isEqualTo(
            """
            +-------------+---------+
            | secret name | backend |
            +-------------+---------+
            |           a |     env |
            |           b |    meta |
            +-------------+---------+
            2 rows in set
            """);
  }

  @Test
  void should_not_drop_a_secret_that_a_table_refers_to() {
    Outcome outcome =
        executeScript(
            "CREATE SECRET k WITH (backend = 'meta') AS 'v';\n"
                + table("a", "SECRET k")
                + "DROP SECRET k;\nSELECT * FROM a;",
            "check");

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                2,
                "",
                "-:7:13: the secret 'k' cannot be dropped while table a refers to it: drop what"
                    + " refers to it first\n"));
  }

  @Test
  void should_find_references_to_nothing_before_anything_runs() {
    String script =
        "CREATE SECRET kucoin_key WITH (backend = 'meta') AS '"
            + VALUE
            + "';\n"
            + table("a", "SECRET kucoin_kye")
            + "SELECT * FROM a;";
    String problem =
        "'headers.X-Key': Nothing defines the secret 'kucoin_kye': not the session, nor the"
            + " environment variable SQLUICE_SECRET_KUCOIN_KYE, nor a file in"
            + " 'sqluice.secrets.dir', which is not set. Set the variable for the process that"
            + " reads the table (on a cluster, each TaskManager), or write the value to a file of"
            + " that name in 'sqluice.secrets.dir'. Or did you mean 'kucoin_key', which the script"
            + " defines?\n";

    assertThat(executeScript(script, "run", "--batch"))
        .isEqualTo(new Outcome(2, "", "-:5:3: " + problem));
    assertThat(executeScript(script, "check"))
        .as("elsewhere it may be known")
        .isEqualTo(new Outcome(0, "", "-:5:3: warning: " + problem + "-: no problems found\n"));
  }

  @Test
  void should_find_a_variable_that_is_not_set_before_anything_runs() {
    Outcome outcome =
        executeScript(
            "CREATE SECRET k WITH (backend = 'env') AS 'SQLUICE_TEST_UNSET';\n"
                + table("a", "SECRET k")
                + "SELECT * FROM a;",
            "run",
            "--batch");

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                2,
                "",
                "-:5:3: 'headers.X-Key': The secret 'k' is to be in the environment variable"
                    + " SQLUICE_TEST_UNSET, which is not set or empty. Set it for the process that"
                    + " reads the table (on a cluster, each TaskManager).\n"));
  }

  @Test
  void should_say_in_flink_sql_what_it_needs() {
    String table =
        table("a", "SECRET k").replace("\n)", ",\n  'params.t' = 'Bearer {{secret.t}}'\n)");
    Outcome outcome =
        executeScript(
            "CREATE SECRET k WITH (backend = 'meta') AS '"
                + VALUE
                + "'; CREATE SECRET t WITH (backend = 'env') AS 'API_TOKEN';\n"
                + table
                + "SELECT * FROM a;",
            "explain",
            "--flink");

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                0,
                "-- The processes that read and write the tables need:\n"
                    + "-- API_TOKEN: the value of secret t\n"
                    + "-- SQLUICE_SECRET_K: the value of secret k\n\n"
                    + table.replace("}}'", "}}', 'secrets.t' = 'env:API_TOKEN'")
                    + "\nSELECT * FROM a;\n",
                ""));
  }

  @Test
  void should_keep_the_value_out_of_the_record_of_the_state() throws IOException {
    Path script = folder.resolve("script.sql");
    Files.writeString(
        script,
        "CREATE SECRET k WITH (backend = 'meta') AS '"
            + VALUE
            + "';\n"
            + table("a", "SECRET k")
            + "SELECT * FROM a;");

    Outcome outcome =
        execute(
            "run",
            "--rows",
            "1",
            "--output",
            "json",
            "--checkpoint-dir",
            folder.resolve("state").toString(),
            script.toString());
    Files.delete(script);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out() + outcome.err()).doesNotContain(VALUE);
    List<String> kept = texts(folder.resolve("state"));
    assertThat(kept).isNotEmpty().noneMatch(text -> text.contains(VALUE));
    assertThat(kept)
        .anyMatch(text -> text.contains("CREATE SECRET k WITH (backend \\= 'meta') AS '***'"));
  }

  @Test
  void should_keep_the_value_out_of_the_log_at_every_level() {
    String script =
        "CREATE SECRET k WITH (backend = 'meta') AS '"
            + VALUE
            + "';"
            + table("a", "SECRET k")
            + table("broken", "SECRET k").replace("/'", "/', 'jq' = 'error(\"no\")'")
            + "SELECT * FROM a; SELECT * FROM broken;";

    try (WholeLog log = new WholeLog()) {
      Outcome outcome = executeScript(script, "run", "--batch");

      assertThat(outcome.out() + outcome.err()).doesNotContain(VALUE);
      assertThat(log.messages()).hasSizeGreaterThan(1000).noneMatch(text -> text.contains(VALUE));
    }
  }

  private static List<String> texts(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(CreateSecretTest::text).toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE SECRET k WITH (backend = 'meta') AS 'VALUE'; SELECT * FROM a",
        "CREATE SECRET k WITH (backend = 'meta') AS 'VALUE' SELECT * FROM a",
        "CREATE SECERT k WITH (backend = 'meta') AS 'VALUE'; SELECT * FROM a",
        "CREATE SECRET k WITH (backend = 'VALUE') AS 'meta'",
        "CREATE SECRET k WITH (backend = 'env') AS 'VALUE'; SELECT * FROM a",
        "CREATE SECRET k WITH (backend = 'meta') AS 'VALUE'; SELECT nothing FROM a",
        "CREATE SECRET k WITH (backend = 'meta') AS 'VALUE'; CREATE TABLE b LIKE c",
        "CREATE SECRET k WITH (backend = 'meta') AS 'VALUE",
        "CREATE SECRET k AS 'VALUE'",
        "CREATE SECRET k WITH (backend = 'meta') AS VALUE",
        "CREATE SECRET k WITH (backend = 'meta') AS 'VALUE'; SHOW CREATE TABLE a; SHOW SECRETS"
      })
  void should_show_the_value_nowhere(String text) {
    // No variable has such a name, and no word of a script.
    String value = "fjnz/ekj+fnzej1";
    String script = table("a", "SECRET k") + text.replace("VALUE", value);

    for (List<String> command :
        List.of(
            List.of("run", "--batch"),
            List.of("check"),
            List.of("explain"),
            List.of("explain", "--flink"),
            List.of("explain", "--batch"))) {
      Outcome outcome = executeScript(script, command.toArray(String[]::new));

      assertThat(outcome.out() + outcome.err()).doesNotContain(value);
    }
  }

  private String table(String name, String key) {
    return """
        CREATE TABLE %s (key INT) WITH (
          'connector' = 'http', 'scan.poll-interval' = '50 ms',
          'url' = 'http://127.0.0.1:%d/',
          'headers.X-Key' = '%s'
        );
        """
        .formatted(name, server.getAddress().getPort(), key);
  }
}
