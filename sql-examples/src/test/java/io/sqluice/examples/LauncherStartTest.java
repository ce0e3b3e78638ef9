package io.sqluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.examples.LauncherFixture.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the launcher finds its files and a Java, and how it becomes the Java process. */
class LauncherStartTest {

  private static final String HINT = " Install a JDK 17 or newer, or set JAVA_HOME to one.\n";

  @TempDir Path root;
  private LauncherFixture fixture;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new LauncherFixture(root);
  }

  @Test
  void should_become_the_java_process() throws Exception {
    fixture.start();

    Process process = fixture.launch(fixture.checkout.resolve("sqluice"), fixture.root, "check");
    LauncherFixture.outcome(process);

    assertThat(lastCall("java")).startsWith(process.pid() + " ").endsWith(" check");
  }

  @Test
  void should_hand_over_arguments_as_they_are() throws Exception {
    fixture.start();

    Outcome outcome = fixture.start("run", "a b.sql", "", "--param", "q=*");

    assertThat(outcome.stdout()).endsWith("<run><a b.sql><><--param><q=*>");
  }

  @Test
  void should_put_no_secret_on_a_command_line() throws Exception {
    fixture.with("SQLUICE_SECRET_KEY", "hidden-value").start("run", "a.sql");

    assertThat(fixture.calls("java")).isNotEmpty().noneMatch(call -> call.contains("hidden-value"));
    assertThat(fixture.calls("mvn")).isNotEmpty().noneMatch(call -> call.contains("hidden-value"));
  }

  @Test
  void should_start_through_symbolic_links_from_any_folder() throws Exception {
    fixture.start();
    Path elsewhere = Files.createDirectories(fixture.root.resolve("else where"));
    Files.createSymbolicLink(elsewhere.resolve("first"), Path.of("..", "check out", "sqluice"));
    Files.createSymbolicLink(elsewhere.resolve("second"), elsewhere.resolve("first"));

    LauncherFixture.outcome(fixture.launch(elsewhere.resolve("second"), elsewhere, "check"));

    assertThat(fixture.calls("mvn")).hasSize(1);
    assertThat(lastCall("java")).contains(" " + elsewhere + " java ").endsWith(" check");
  }

  @Test
  void should_put_the_jar_before_Flink_on_the_class_path() throws Exception {
    fixture.start();

    assertThat(lastCall("java"))
        .contains(
            " -cp %s:%s/job/target/flink-lib/flink-core.jar "
                .formatted(fixture.jar(), fixture.checkout));
  }

  @Test
  void should_add_the_users_options_behind_its_own() throws Exception {
    fixture.start();

    fixture.with("SQLUICE_JAVA_OPTS", "-Xmx3g -XX:+UseZGC").start();

    assertThat(lastCall("java")).contains(" -Xmx3g -XX:+UseZGC -cp ");
  }

  @Test
  void should_take_the_java_of_the_path_without_JAVA_HOME() throws Exception {
    Files.createSymbolicLink(fixture.root.resolve("tools/java"), fixture.jdk.resolve("bin/java"));

    Outcome outcome = fixture.without("JAVA_HOME").start();

    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.stdout()).endsWith("<io.sqluice.job.Sqluice>");
  }

  @Test
  void should_say_that_there_is_no_java() throws Exception {
    assertRefused(
        fixture.without("JAVA_HOME").start(),
        "sqluice: There is no java: JAVA_HOME is not set and the PATH has none." + HINT);
  }

  @Test
  void should_say_that_JAVA_HOME_is_wrong() throws Exception {
    assertRefused(
        fixture.with("JAVA_HOME", "/nowhere").start(),
        "sqluice: JAVA_HOME is /nowhere, but there is no bin/java in it." + HINT);
  }

  @Test
  void should_say_that_java_is_too_old() throws Exception {
    for (String version : new String[] {"11.0.2", "1.8.0_392", "16-ea"}) {
      fixture.java(version, fixture.jdk);

      assertRefused(
          fixture.start(),
          "sqluice: %s/bin/java is Java %s, 17 or newer is needed.".formatted(fixture.jdk, version)
              + HINT);
    }
  }

  @Test
  void should_take_a_newer_java() throws Exception {
    fixture.java("21", fixture.jdk);

    assertThat(fixture.start().exitCode()).isEqualTo(3);
  }

  @Test
  void should_ask_a_java_that_has_no_release_file_for_its_version() throws Exception {
    Files.delete(fixture.jdk.resolve("release"));
    Files.writeString(
        fixture.jdk.resolve("bin/java"),
        """
        #!/usr/bin/env bash
        echo 'openjdk version "16.0.1" 2021-04-20' >&2
        """);

    assertRefused(
        fixture.start(),
        "sqluice: %s/bin/java is Java 16.0.1, 17 or newer is needed.".formatted(fixture.jdk)
            + HINT);
  }

  @Test
  void should_start_an_installation_without_sources() throws Exception {
    Path installation = Files.createDirectories(fixture.root.resolve("opt/sqluice"));
    Files.createDirectories(installation.resolve("lib"));
    Files.copy(LauncherFixture.launcher(), installation.resolve("sqluice"));
    Files.writeString(installation.resolve("sqluice-job-1.jar"), "jar");
    Files.writeString(installation.resolve("lib/flink.jar"), "jar");

    Outcome outcome =
        LauncherFixture.outcome(
            fixture.launch(installation.resolve("sqluice"), fixture.root, "check"));

    assertThat(outcome.stderr()).isEmpty();
    assertThat(lastCall("java"))
        .contains(" -cp %1$s/sqluice-job-1.jar:%1$s/lib/flink.jar ".formatted(installation));
    assertThat(fixture.calls("mvn")).isEmpty();
  }

  @Test
  void should_say_that_it_stands_alone() throws Exception {
    Path alone = Files.createDirectories(fixture.root.resolve("alone"));
    Files.copy(LauncherFixture.launcher(), alone.resolve("sqluice"));

    assertRefused(
        LauncherFixture.outcome(fixture.launch(alone.resolve("sqluice"), fixture.root)),
        "sqluice: There is neither a checkout in %s (no pom.xml) nor an installation (no sqluice-job-*.jar).\n"
            .formatted(alone));
  }

  private void assertRefused(Outcome outcome, String message) throws Exception {
    assertThat(outcome.stderr()).isEqualTo(message);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.stdout()).isEmpty();
    assertThat(fixture.calls()).isEmpty();
  }

  private String lastCall(String program) throws Exception {
    var calls = fixture.calls(program);
    return calls.get(calls.size() - 1);
  }
}
