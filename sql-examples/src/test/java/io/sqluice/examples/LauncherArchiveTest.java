package io.sqluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.examples.LauncherFixture.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the launcher makes the archive of classes, and when it uses it. */
class LauncherArchiveTest {

  private static final String PREPARING =
      "sqluice: preparing faster starts (once, some ten seconds)...\n";

  @TempDir Path root;
  private LauncherFixture fixture;
  private Path archive;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new LauncherFixture(root);
    archive = fixture.checkout.resolve("job/target/sqluice-17.0.15.jsa");
  }

  @Test
  void should_make_the_archive_once_and_use_it_from_then_on() throws Exception {
    fixture.start("check");
    fixture.start("check");

    assertThat(archive).hasContent("classes");
    List<String> calls = fixture.calls("java");
    assertThat(calls).hasSize(3);
    assertThat(calls.get(0))
        .contains(" -XX:ArchiveClassesAtExit=" + archive + ".new ")
        .contains(" io.sqluice.job.Sqluice run --demo ");
    assertThat(calls.subList(1, 3))
        .allMatch(call -> call.contains(" -XX:SharedArchiveFile=" + archive + " "));
  }

  @Test
  void should_make_it_at_the_first_run_of_a_jar_that_Maven_built() throws Exception {
    builtByMaven();

    Outcome check = fixture.start("check");
    Outcome run = fixture.start("run");

    assertThat(check.stderr()).as("a quick command does not wait for it").isEmpty();
    assertThat(run.stderr()).isEqualTo(PREPARING);
    assertThat(fixture.calls("mvn")).hasSize(1);
  }

  @Test
  void should_make_it_anew_for_another_jar() throws Exception {
    builtByMaven();
    fixture.start("run");

    LauncherFixture.age(fixture.jar(), 60);

    assertThat(fixture.start("run").stderr()).isEqualTo(PREPARING);
  }

  @Test
  void should_make_it_anew_for_other_libraries() throws Exception {
    builtByMaven();
    fixture.start("run");

    Files.writeString(fixture.checkout.resolve("job/target/flink-lib/flink-csv.jar"), "jar");

    assertThat(fixture.start("run").stderr()).isEqualTo(PREPARING);
  }

  @Test
  void should_make_one_for_each_java() throws Exception {
    builtByMaven();
    fixture.start("run");

    fixture.java("21.0.1", fixture.jdk);

    assertThat(fixture.start("run").stderr()).isEqualTo(PREPARING);
    assertThat(archive.resolveSibling("sqluice-21.0.1.jsa")).exists();
    assertThat(archive).exists();
  }

  @Test
  void should_start_without_one_and_not_try_again_when_it_cannot_be_made() throws Exception {
    builtByMaven();
    fixture.flag("training-fails");

    Outcome first = fixture.start("run");
    Outcome second = fixture.start("run");

    assertThat(first.stderr()).isEqualTo(PREPARING);
    assertThat(first.exitCode()).isEqualTo(3);
    assertThat(second.stderr()).isEmpty();
    assertThat(fixture.calls("java"))
        .last()
        .asString()
        .doesNotContain("-XX:SharedArchiveFile")
        .endsWith(" run");
    assertThat(archive).doesNotExist();
  }

  @Test
  void should_start_without_one_while_another_start_makes_it() throws Exception {
    builtByMaven();
    Path lock = Files.createDirectory(archive.resolveSibling("sqluice-17.0.15.jsa.lock"));
    Files.writeString(lock.resolve("pid"), ProcessHandle.current().pid() + "\n");

    Outcome outcome = fixture.start("run");

    assertThat(outcome.stderr()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(lock).exists();
  }

  @Test
  void should_keep_it_in_the_users_cache_when_the_installation_cannot_be_written()
      throws Exception {
    Path installation = Files.createDirectories(fixture.root.resolve("opt"));
    Files.createDirectories(installation.resolve("lib"));
    Files.copy(LauncherFixture.launcher(), installation.resolve("sqluice"));
    Files.writeString(installation.resolve("sqluice-job-1.jar"), "jar");
    LauncherFixture.age(installation.resolve("sqluice-job-1.jar"), -60);
    LauncherFixture.age(installation.resolve("lib"), -60);
    boolean readOnly = installation.toFile().setWritable(false);

    LauncherFixture.outcome(fixture.launch(installation.resolve("sqluice"), fixture.root, "run"));

    // The super-user may write everywhere, so for it the archive stands beside the jar.
    boolean writable = !readOnly || Files.isWritable(installation);
    Path folder = writable ? installation : fixture.root.resolve(".cache/sqluice");
    assertThat(folder.resolve("sqluice-17.0.15.jsa")).hasContent("classes");
  }

  /** A checkout as `mvn verify` leaves it: a jar and the libraries, no archive. */
  private void builtByMaven() throws Exception {
    fixture.start("check");
    for (String suffix : new String[] {"", ".record"}) {
      Files.delete(archive.resolveSibling(archive.getFileName() + suffix));
    }
    LauncherFixture.age(fixture.jar(), -60);
    LauncherFixture.age(fixture.checkout.resolve("job/target/flink-lib"), -60);
  }
}
