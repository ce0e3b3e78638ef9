package io.sqluice.job.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptStateTest {

  @TempDir Path directory;

  @Test
  void should_give_each_script_a_folder_that_a_person_recognizes() {
    Path one = ScriptState.of(directory, "/home/me/My Script.sql").directory();
    Path other = ScriptState.of(directory, "/home/you/My Script.sql").directory();

    assertThat(one.getFileName().toString()).matches("my-script-sql-[0-9a-f]{8}");
    assertThat(other).isNotEqualTo(one);
    assertThat(ScriptState.of(directory, "/home/me/My Script.sql").directory()).isEqualTo(one);
  }

  @Test
  void should_find_the_newest_complete_checkpoint_or_savepoint() throws IOException {
    ScriptState state = ScriptState.of(directory, "s");
    assertThat(state.newest()).isEmpty();
    metadata(state, "0a/chk-7", 100);
    metadata(state, "savepoint-1", 300);
    metadata(state, "0b/chk-1", 200);
    Files.createDirectories(state.directory().resolve("0b/chk-2"));

    assertThat(state.newest())
        .contains(
            new Checkpoint(state.directory().resolve("savepoint-1").toUri().toString(), Map.of()));
  }

  @Test
  void should_know_what_had_been_printed_by_the_newest_savepoint_only() throws IOException {
    ScriptState state = ScriptState.of(directory, "s");
    metadata(state, "savepoint-1", 100);
    state.recordScript(List.of("SELECT 1"));
    state.recordPrinted(
        new Checkpoint(
            state.directory().resolve("savepoint-1").toUri().toString(), Map.of("a", 5L)));

    assertThat(state.newest().orElseThrow().printedRows()).isEqualTo(Map.of("a", 5L));

    metadata(state, "0a/chk-1", 200);

    assertThat(state.newest().orElseThrow().printedRows()).isEmpty();
    assertThat(state.recordedStatements()).containsExactly("SELECT 1");
  }

  @Test
  void should_say_which_statements_changed() {
    assertThat(
            ScriptChanges.between(
                List.of("SELECT 1", "SELECT  2\nFROM t", "SELECT 3"),
                List.of("SELECT 1", "SELECT 2 FROM t", "SELECT 4", "SELECT 5")))
        .containsExactly(
            "statement 3 was: SELECT 3\n    now: SELECT 4", "statement 4 is new: SELECT 5");
    assertThat(ScriptChanges.between(List.of("SELECT 1"), List.of()))
        .containsExactly("statement 1 is gone: SELECT 1");
  }

  private static void metadata(ScriptState state, String folder, long second) throws IOException {
    Path file = state.directory().resolve(folder).resolve("_metadata");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(second)));
  }
}
