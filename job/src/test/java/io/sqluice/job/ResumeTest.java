package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.CommandLineFixture.Outcome;
import io.sqluice.job.execution.StopRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {

  private static final String NUMBERS =
      """
      CREATE TABLE numbers (id BIGINT) WITH (
        'connector' = 'datagen', 'rows-per-second' = '100',
        'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '3000');
      """;

  @TempDir Path directory;
  private Path script;

  @BeforeEach
  void write() throws IOException {
    script = directory.resolve("script.sql");
    Files.writeString(script, NUMBERS + "SELECT id FROM numbers;");
  }

  @Test
  void should_go_on_behind_the_last_row_that_was_printed() {
    Outcome first = run("--rows", "25");
    Outcome second = run("--rows", "30", "--resume");
    Outcome third = run("--for", "1s", "--resume");
    Outcome fourth = run("--rows", "10", "--resume");

    assertThat(List.of(first.exitCode(), second.exitCode(), third.exitCode(), fourth.exitCode()))
        .containsOnly(0);
    assertThat(second.err()).startsWith("resuming from file:");
    List<String> rows =
        Stream.of(first, second, third, fourth)
            .flatMap(outcome -> outcome.lines().stream())
            .toList();
    assertThat(rows)
        .hasSizeGreaterThanOrEqualTo(65)
        .isEqualTo(
            LongStream.rangeClosed(1, rows.size()).mapToObj(id -> "{\"id\":" + id + "}").toList());
  }

  @Test
  void should_go_on_with_the_state_of_queries_that_aggregate() throws IOException {
    Files.writeString(script, NUMBERS + "SELECT MAX(id) AS m FROM numbers;");
    Outcome first = run("--rows", "30");
    Outcome second = run("--rows", "30", "--resume");

    assertThat(List.of(first.exitCode(), second.exitCode())).containsOnly(0);
    List<String> maxima =
        Stream.of(first, second).flatMap(outcome -> outcome.lines().stream()).toList();
    List<String> expected =
        LongStream.iterate(1, id -> id + 1)
            .boxed()
            .flatMap(
                id ->
                    id == 1
                        ? Stream.of("{\"$op\":\"+I\",\"m\":1}")
                        : Stream.of(
                            "{\"$op\":\"-U\",\"m\":" + (id - 1) + "}",
                            "{\"$op\":\"+U\",\"m\":" + id + "}"))
            .limit(maxima.size())
            .toList();
    assertThat(maxima).hasSize(60).isEqualTo(expected);
  }

  @Test
  void should_start_afresh_when_there_is_nothing_to_resume_from() {
    Outcome outcome = run("--rows", "1", "--resume");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).isEqualTo("{\"id\":1}\n");
    assertThat(outcome.err())
        .matches("nothing to resume from in .*/state/script-sql-[0-9a-f]{8}: starting afresh\\R");
  }

  @Test
  void should_start_afresh_without_being_asked_to_resume() {
    run("--rows", "5");

    assertThat(run("--rows", "1").out()).isEqualTo("{\"id\":1}\n");
  }

  @Test
  void should_know_a_script_by_its_name_wherever_it_is() throws IOException {
    Files.writeString(
        script, "SET 'pipeline.name' = 'numbers'; " + NUMBERS + "SELECT id FROM numbers;");
    run("--rows", "5");
    script = Files.move(script, directory.resolve("moved.sql"));

    assertThat(run("--rows", "1", "--resume").out()).isEqualTo("{\"id\":6}\n");
  }

  @Test
  void should_say_what_changed_when_the_state_does_not_fit() throws IOException {
    Files.writeString(script, NUMBERS + "SELECT COUNT(*) AS c FROM numbers;");
    run("--rows", "3");
    Files.writeString(script, NUMBERS + "SELECT COUNT(*) AS c, MAX(id) AS m FROM numbers;");

    Outcome outcome = run("--rows", "3", "--resume");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines().skip(1))
        .first()
        .asString()
        .matches(
            "sqluice: the job failed: the state in file:.*/savepoint-[0-9a-f-]+/? does not fit this script. What"
                + " changed since it was kept:");
    assertThat(outcome.err().lines().skip(2))
        .containsExactly(
            "  statement 2 was: SELECT COUNT(*) AS c FROM numbers",
            "    now: SELECT COUNT(*) AS c, MAX(id) AS m FROM numbers",
            "Run without --resume to start afresh, or with the script as it was. A change that the state is to"
                + " survive needs the same queries in the same order.");
  }

  @Test
  void should_say_that_a_query_is_gone() throws IOException {
    Files.writeString(script, NUMBERS + "SELECT id FROM numbers; SELECT COUNT(*) FROM numbers;");
    run("--rows", "3");
    write();

    Outcome outcome = run("--rows", "3", "--resume");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("\n  statement 3 is gone: SELECT COUNT(*) FROM numbers\n");
  }

  @Test
  void should_print_the_rows_of_a_query_that_has_ended_in_one_of_the_runs() throws IOException {
    // VALUES would not do: Flink reads it from the start again if the savepoint comes before its
    // end.
    Files.writeString(
        script,
        NUMBERS
            + NUMBERS
                .replace("numbers", "few")
                .replace("3000", "3")
                .replace("(id ", "(a ")
                .replace(".id.", ".a.")
            + "SELECT a FROM few; SELECT id FROM numbers;");
    StopRequest stop = new StopRequest();
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            // The other query has ended a second ago.
            if (toString(StandardCharsets.UTF_8).contains("\"id\":150}")) {
              stop.request();
            }
          }
        };

    Outcome first = execute(stop, out, "", arguments());
    Outcome second = run("--rows", "250", "--resume");

    assertThat(List.of(first.exitCode(), second.exitCode()))
        .as(first.err() + second.err())
        .containsOnly(0);
    List<String> rows =
        Stream.of(first, second).flatMap(outcome -> outcome.lines().stream()).toList();
    assertThat(rows.stream().filter(row -> row.contains("\"a\"")))
        .as(first + "\n" + second)
        .containsExactly(
            "{\"$query\":1,\"a\":1}", "{\"$query\":1,\"a\":2}", "{\"$query\":1,\"a\":3}");
    assertThat(rows.stream().filter(row -> row.contains("\"id\"")).toList())
        .hasSizeGreaterThanOrEqualTo(400)
        .isEqualTo(
            LongStream.rangeClosed(1, rows.size() - 3)
                .mapToObj(id -> "{\"$query\":2,\"id\":" + id + "}")
                .toList());
  }

  @Test
  void should_keep_the_state_when_told_to_stop() {
    StopRequest stop = new StopRequest();
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            stop.request();
          }
        };

    Outcome first = execute(stop, out, "", arguments());
    Outcome second = run("--rows", "1", "--resume");

    assertThat(first.exitCode()).isZero();
    assertThat(second.out()).isEqualTo("{\"id\":" + (first.lines().size() + 1) + "}\n");
  }

  private Outcome run(String... more) {
    return execute(Stream.concat(Stream.of(arguments()), Stream.of(more)).toArray(String[]::new));
  }

  private String[] arguments() {
    return new String[] {
      "run",
      "--output",
      "json",
      "--checkpoint-dir",
      directory.resolve("state").toString(),
      "--checkpoint-interval",
      "200ms",
      script.toString()
    };
  }
}
