package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.CommandLineFixture.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of sinks in Kafka before a script runs. */
@Timeout(120)
class KafkaSinksTest {

  private static final String NUMBERS =
      """
      SET 'execution.checkpointing.interval' = '1 s';
      CREATE TABLE numbers (g STRING, n BIGINT) WITH ('connector' = 'datagen');
      """;

  private static String sink(String name, String query, String more) {
    return "CREATE SINK %s FROM (%s)\nWITH (connector = 'kafka', topic = '%1$s', server = 'localhost:1'%s);\n"
        .formatted(name, query, more);
  }

  private static Outcome check(String statements) {
    return executeScript(NUMBERS + statements, "check");
  }

  @Test
  void should_refuse_one_name_for_the_transactions_of_two_sinks() {
    String prefix = ",\nsink.transactional-id-prefix = 'same'";

    Outcome outcome =
        check(
            sink("a", "SELECT n FROM numbers", prefix)
                + sink("b", "SELECT g FROM numbers", prefix));

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.out() + outcome.err())
        .contains(
            "-:8:1: 'sink.transactional-id-prefix' = 'same' is that of table 'a' too, and two sinks"
                + " cannot name their transactions alike: give each a prefix of its own\n");
  }

  @Test
  void should_refuse_two_writers_of_a_table_that_is_written_exactly_once() {
    Outcome outcome =
        check(
            """
            CREATE TABLE k (n BIGINT) WITH (connector = 'kafka', topic = 't', server = 'localhost:1',
              sink.transactional-id-prefix = 'p');
            INSERT INTO k SELECT n FROM numbers;
            INSERT INTO k SELECT n + 1 FROM numbers;
            """);

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.out() + outcome.err())
        .contains(
            "-:6:1: table 'k' is written by the statement at -:5:1 too, and only one can write to it"
                + " exactly once: write the rows of both with one INSERT and UNION ALL\n");
  }

  @Test
  void should_write_exactly_once_to_a_table_of_the_dialect() {
    Outcome outcome =
        executeScript(
            NUMBERS
                + """
                  CREATE TABLE k (n BIGINT) WITH (connector = 'kafka', topic = 't', server = 'localhost:1',
                    sink.transactional-id-prefix = 'p');
                  INSERT INTO k SELECT n FROM numbers;
                  """,
            "explain",
            "--flink");

    assertThat(outcome.out())
        .contains(
            "'sink.delivery-guarantee' = 'exactly-once', 'properties.transaction.timeout.ms' ="
                + " '900000'");
  }

  @Test
  void should_warn_of_a_key_that_may_be_null() {
    Outcome outcome = check(sink("k", "SELECT g, COUNT(*) AS c FROM numbers GROUP BY g", ""));

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out() + outcome.err())
        .contains(
            "-:3:21: warning: column 'g' of the key of table 'k' may be NULL, and a row where it is"
                + " ends the run: leave such rows out with WHERE g IS NOT NULL, give them a key with"
                + " COALESCE(g, ...), or SET 'table.exec.sink.not-null-enforcer' = 'DROP'\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT g, COUNT(*) AS c FROM numbers WHERE g IS NOT NULL GROUP BY g",
        "SELECT COALESCE(g, '') AS g, COUNT(*) AS c FROM numbers GROUP BY COALESCE(g, '')"
      })
  void should_not_warn_where_nulls_are_left_out(String query) {
    Outcome outcome = check(sink("k", query, ""));

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out() + outcome.err()).doesNotContain("may be NULL");
  }

  @Test
  void should_not_warn_where_rows_without_a_key_are_dropped() {
    Outcome outcome =
        check(
            "SET 'table.exec.sink.not-null-enforcer' = 'DROP';"
                + sink("k", "SELECT g, COUNT(*) AS c FROM numbers GROUP BY g", ""));

    assertThat(outcome.out() + outcome.err()).doesNotContain("may be NULL");
  }
}
