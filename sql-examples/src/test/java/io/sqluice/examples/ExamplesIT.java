package io.sqluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.kafka.KafkaBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every folder of sql-examples by the command of its README, as a user does. */
class ExamplesIT {

  /** The longest command runs for twenty seconds; the first start may have to make an archive. */
  private static final long TIME_LIMIT_SECONDS = 150;

  @TempDir Path directory;

  static List<Example> examples() throws Exception {
    return Example.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void should_print_what_is_expected(Example example) throws Exception {
    if (example.needsKafka()) {
      try (KafkaBroker broker = KafkaBroker.start(directory.resolve("broker"))) {
        run(example, Map.of("kafka", broker.servers()));
      }
    } else {
      run(example, Map.of());
    }
  }

  private void run(Example example, Map<String, String> environment) throws Exception {
    Expectation expectation = example.expectation();
    List<String> command = example.command();
    assertThat(command)
        .contains("--demo", "--output", "json")
        .endsWith("sql-examples/" + example + "/script.sql");
    Path stdout = directory.resolve("stdout");
    Path stderr = directory.resolve("stderr");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Example.ROOT.toFile())
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile());
    // Maven is running: the jar has to be there by now.
    builder.environment().put("SQLUICE_NO_BUILD", "1");
    builder.environment().putAll(environment);
    builder.environment().putAll(example.variables());

    Instant started = Instant.now();
    Process process = builder.start();
    boolean ended = process.waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS);
    Instant now = Instant.now();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();

    String errors = Files.readString(stderr);
    assertThat(ended).as("ends within %d s: %s", TIME_LIMIT_SECONDS, errors).isTrue();
    assertThat(process.exitValue()).as("the exit code: %s", errors).isZero();
    assertThat(expectation.complaints(Files.readAllLines(stdout), started, now))
        .as("what expected.jq says; stderr: %s", errors)
        .isEmpty();
  }
}
