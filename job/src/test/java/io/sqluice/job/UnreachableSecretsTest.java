package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.CommandLineFixture.Outcome;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References that nobody would follow stop a script before anything runs. */
@Timeout(120)
class UnreachableSecretsTest {

  private static final String SECRET = "CREATE SECRET tok WITH (backend = 'env') AS 'PATH';\n";

  /** Nobody listens there. */
  private static final String TABLE =
      "CREATE TABLE a (k INT) WITH ('connector' = 'http', 'url' = 'http://127.0.0.1:1/',\n'scan.poll-interval' = '1 s'%s);\n";

  private static final String HEADER = ", 'headers.X-Key' = 'SECRET tok'";

  private static final String TOPIC =
      "CREATE TABLE k (a INT) WITH ('connector' = 'kafka', 'topic' = 't', server = 'localhost:1');\n";

  private static final String PASSWORD = "'properties.ssl.key.password' = '{{secret.tok}}'";

  private static String script(String shape) {
    return switch (shape) {
      case "above" -> TABLE.formatted(HEADER) + SECRET + "SELECT * FROM a;";
      case "like" ->
          SECRET
              + TABLE.formatted("")
              + "CREATE TABLE b WITH ('headers.X-Key' = 'SECRET tok') LIKE a;\nSELECT * FROM b;";
      case "alter" ->
          SECRET
              + TABLE.formatted("")
              + "ALTER TABLE a SET ('headers.X-Key' = 'SECRET tok');\nSELECT * FROM a;";
      default ->
          SECRET
              + TABLE.formatted("")
              + "SELECT * FROM a /*+ OPTIONS('headers.X-Key' = 'SECRET tok') */;";
    };
  }

  @ParameterizedTest
  @CsvSource({"above,2:31", "like,4:22", "alter,4:20", "hint,4:15"})
  void should_say_that_a_table_is_not_told_where_its_secret_is(String shape, String place) {
    for (String command : new String[] {"check", "run", "explain"}) {
      Outcome outcome = executeScript(script(shape), command);

      assertThat(outcome.exitCode()).isNotZero();
      assertThat(outcome.out() + outcome.err())
          .contains(
              "-:"
                  + place
                  + ": 'headers.X-Key' refers to the secret 'tok', and the table does not know where"
                  + " that is: CREATE SECRET tells it to what the WITH lists below it refer to, but"
                  + " not with LIKE, ALTER TABLE and hints. Move it above the table, or add"
                  + " 'secrets.tok' = 'env:...' beside the option\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM a /*+ OPTIONS('headers.X-Key' = 'SECRET tok', 'secrets.tok' = 'env:PATH') */;",
        "CREATE TABLE b WITH ('headers.X-Key' = 'SECRET tok', 'secrets.tok' = 'env:PATH') LIKE a;"
      })
  void should_take_a_table_that_is_told_where_its_secret_is(String statement) {
    Outcome outcome = executeScript(SECRET + TABLE.formatted("") + statement, "check");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE TABLE l WITH (#) LIKE k; | 2:22",
        "ALTER TABLE k SET (#); | 2:20",
        "SELECT * FROM k /*+ OPTIONS(#) */; | 2:15",
        "INSERT INTO k /*+ OPTIONS(#) */ VALUES (1); | 2:1"
      })
  void should_not_give_a_reference_to_kafka(String statement, String place) {
    Outcome outcome = executeScript(TOPIC + statement.replace("#", PASSWORD), "check");

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.out() + outcome.err())
        .contains(
            "-:"
                + place
                + ": 'properties.ssl.key.password' refers to a secret, and Kafka would take the"
                + " reference for plain text: write the option into the WITH list of a CREATE SINK,"
                + " SOURCE or TABLE that has a connector, without LIKE, ALTER TABLE or a hint\n");
  }
}
