package io.sqluice.job;

import static io.sqluice.job.CommandLineFixture.execute;
import static io.sqluice.job.CommandLineFixture.executeScript;
import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.CommandLineFixture.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

  @Test
  void should_print_the_version() {
    Outcome outcome = execute("--version");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).matches("sqluice \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void should_describe_every_option_of_run() {
    Outcome outcome = execute("run", "--help");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .startsWith("Usage: sqluice run ")
        .contains(
            "--param=NAME=VALUE",
            "The value of ${NAME} in the script",
            "--param-file=FILE",
            "--batch",
            "--for=DURATION",
            "--rows=N",
            "--output=FORMAT",
            "default:",
            "table.",
            "--parallelism=N",
            "--checkpoint-dir=DIR",
            "--checkpoint-interval=DURATION",
            "--resume",
            "--ui[=PORT]",
            "--demo");
  }

  @Test
  void should_generate_a_completion_script() {
    Outcome outcome = execute("generate-completion");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("complete -F _complete_sqluice", "--checkpoint-dir", "demo-api");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          run --output xml x.sql              | Invalid value for option '--output': expected one of [TABLE, JSON, CSV] (case-insensitive) but was 'xml'
          run --for 20x x.sql                 | Invalid value for option '--for': '20x' is no duration: write a number and a unit, as in 20s or 5min
          run --for 0s x.sql                  | Invalid value for option '--for': '0s' is no duration: write a number and a unit, as in 20s or 5min
          run --rows 0 x.sql                  | --rows must be at least 1, but is 0
          run --parallelism 0 x.sql           | --parallelism must be at least 1, but is 0
          run --ui 70000 x.sql                | --ui must be a port from 0 to 65535, but is 70000
          run --resume x.sql                  | --resume needs --checkpoint-dir, where the checkpoints are
          run --checkpoint-interval 1s x.sql  | --checkpoint-interval needs --checkpoint-dir, where the checkpoints go
          run --batch --checkpoint-dir d x.sql| --checkpoint-dir is for streaming: a --batch run keeps no checkpoints
          run missing.sql                     | cannot read the script missing.sql: there is no such file
          run --param-file missing.txt x.sql  | cannot read the parameter file missing.txt: there is no such file
          run                                 | Missing required parameter: 'FILE'
          """)
  void should_reject_wrong_usage(String arguments, String message) {
    Outcome outcome = execute(arguments.split(" "));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo(String.format("sqluice: %s%nTry 'sqluice run --help'.%n", message));
  }

  @Test
  void should_ask_for_a_command() {
    Outcome outcome = execute();

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo(
            String.format(
                "sqluice: a command is missing: run, check, explain, infer or demo-api%nTry 'sqluice --help'.%n"));
  }

  @Test
  void should_take_the_script_for_no_port_behind_ui() {
    Outcome outcome = execute("run", "--ui", "missing.sql");

    assertThat(outcome.err()).startsWith("sqluice: cannot read the script missing.sql");
  }

  @Test
  void should_take_parameters_from_the_command_line_and_the_environment() {
    Outcome outcome =
        executeScript(
            "SELECT '${a}' AS a, '${FROM_ENVIRONMENT}' AS e, '${c:-it''s}' AS c;",
            "run",
            "--output",
            "json",
            "--param",
            "a=x=y'z");

    assertThat(outcome.out())
        .isEqualTo("{\"a\":\"x=y'z\",\"e\":\"environment\",\"c\":\"it''s\"}\n");
    assertThat(outcome.exitCode()).isZero();
  }
}
