package io.sqluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.examples.LauncherFixture.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the launcher builds, and what becomes of a build that does not go well. */
class LauncherBuildTest {

  @TempDir Path root;
  private LauncherFixture fixture;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new LauncherFixture(root);
  }

  @Test
  void should_build_at_the_first_start_only() throws Exception {
    Outcome first = fixture.start("--version");
    Outcome second = fixture.start("--version");

    assertThat(first.stderr())
        .isEqualTo(
            """
            sqluice: building (first start, about a minute)...
            sqluice: preparing faster starts (once, some ten seconds)...
            """);
    assertThat(first.stdout()).endsWith("<io.sqluice.job.Sqluice><--version>");
    assertThat(first.exitCode()).as("the exit code of java").isEqualTo(3);
    assertThat(second.stderr()).isEmpty();
    assertThat(second.stdout()).endsWith("<io.sqluice.job.Sqluice><--version>");
    assertThat(fixture.calls("mvn"))
        .singleElement()
        .asString()
        .contains(" " + fixture.checkout + " mvn -q -B package -pl job -am ");
  }

  @Test
  void should_build_again_when_a_source_is_newer_than_the_jar() throws Exception {
    for (String source :
        new String[] {"pom.xml", "job/pom.xml", "connectors-http/src/main/java/Source.java"}) {
      fixture.start();
      int builds = fixture.calls("mvn").size();

      LauncherFixture.age(fixture.checkout.resolve(source), 1);
      Outcome outcome = fixture.start();
      LauncherFixture.age(fixture.checkout.resolve(source), -3_600);

      assertThat(outcome.stderr()).as(source).contains("building (the sources have changed)...");
      assertThat(fixture.calls("mvn")).as(source).hasSize(builds + 1);
    }
  }

  @Test
  void should_build_again_when_a_source_was_deleted() throws Exception {
    Path source = fixture.source("job/src/main/java/Deleted.java");
    fixture.start();
    LauncherFixture.age(fixture.jar(), -60);

    Files.delete(source);
    fixture.start();

    assertThat(fixture.calls("mvn")).hasSize(2);
  }

  @Test
  void should_not_build_for_what_is_not_in_the_jar() throws Exception {
    fixture.start();

    for (String other : new String[] {"job/src/test/java/T.java", "benchmarks/src/main/B.java"}) {
      LauncherFixture.age(fixture.source(other), 60);
    }
    fixture.start();

    assertThat(fixture.calls("mvn")).hasSize(1);
  }

  @Test
  void should_not_take_a_change_during_the_build_for_built() throws Exception {
    fixture.flag("build-waits");
    Process start = fixture.launch(fixture.checkout.resolve("sqluice"), root);
    awaitCall("mvn");
    LauncherFixture.age(fixture.checkout.resolve("job/pom.xml"), 1);
    fixture.unflag("build-waits");
    LauncherFixture.outcome(start);

    fixture.start();

    assertThat(fixture.calls("mvn")).hasSize(2);
  }

  @Test
  void should_show_why_a_build_failed_and_leave_no_half_jar() throws Exception {
    fixture.flag("build-fails");

    Outcome outcome = fixture.start("run", "x.sql");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.stdout()).isEmpty();
    assertThat(outcome.stderr())
        .isEqualTo(
            """
            sqluice: building (first start, about a minute)...
            [ERROR] no such symbol
            sqluice: The build has failed; its log is %s/.sqluice/build.log.
            """
                .formatted(fixture.checkout));
    assertThat(fixture.jar()).doesNotExist();
    assertThat(fixture.checkout.resolve(".sqluice/build.lock")).doesNotExist();
    assertThat(fixture.calls("java")).isEmpty();
  }

  @Test
  void should_build_once_for_two_starts_at_a_time() throws Exception {
    fixture.flag("build-waits");
    Process first = fixture.launch(fixture.checkout.resolve("sqluice"), root);
    awaitCall("mvn");
    Process second = fixture.launch(fixture.checkout.resolve("sqluice"), root);
    String waiting = second.errorReader().readLine();
    fixture.unflag("build-waits");

    Outcome firstOutcome = LauncherFixture.outcome(first);
    Outcome secondOutcome = LauncherFixture.outcome(second);

    assertThat(waiting)
        .isEqualTo(
            "sqluice: waiting for another start (process " + first.pid() + ") that is building...");
    assertThat(firstOutcome.exitCode()).isEqualTo(3);
    assertThat(secondOutcome.exitCode()).isEqualTo(3);
    assertThat(fixture.calls("mvn")).hasSize(1);
  }

  @Test
  void should_build_again_after_a_build_that_was_killed() throws Exception {
    fixture.start();
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path lock = Files.createDirectories(fixture.checkout.resolve(".sqluice/build.lock"));
    Files.writeString(lock.resolve("pid"), dead.pid() + "\n");

    Outcome outcome = fixture.start();

    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(fixture.calls("mvn")).hasSize(2);
    assertThat(lock).doesNotExist();
  }

  @Test
  void should_not_build_when_told_not_to() throws Exception {
    Outcome outcome = fixture.with("SQLUICE_NO_BUILD", "1").start();

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.stderr())
        .isEqualTo(
            "sqluice: The jar in "
                + fixture.checkout
                + "/job/target is missing or older than its sources, and SQLUICE_NO_BUILD is set.\n");
    assertThat(fixture.calls()).isEmpty();
  }

  @Test
  void should_say_that_Maven_is_missing() throws Exception {
    Files.delete(fixture.root.resolve("tools/mvn"));

    Outcome outcome = fixture.start();

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.stderr())
        .isEqualTo(
            "sqluice: The first start builds Sqluice and needs Maven: install it (apt-get install "
                + "maven, brew install maven).\n");
  }

  @Test
  void should_watch_the_modules_that_the_jar_is_made_of() throws Exception {
    String pom = Files.readString(Path.of("..", "job", "pom.xml"));
    String launcher = Files.readString(LauncherFixture.launcher());

    assertThat(launcher)
        .contains("modules='connectors-http lookup-http duckdb-udf job/sql-parser job'");
    assertThat(pom.split("<artifactId>sqluice-", -1))
        .extracting(text -> text.substring(0, text.indexOf('<')))
        .contains("connectors-http", "lookup-http", "duckdb-udf", "sql-parser", "job")
        .hasSize(6);
  }

  private void awaitCall(String program) throws Exception {
    while (fixture.calls(program).isEmpty()) {
      Thread.onSpinWait();
    }
  }
}
