package io.sqluice.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

  @TempDir Path directory;

  @Test
  void should_keep_the_newest_files_only() throws IOException {
    Files.writeString(directory.resolve("other.txt"), "");
    for (int i = 10; i < 25; i++) {
      Files.writeString(directory.resolve("20200101-0000" + i + "-1.log"), "");
    }

    Path file =
        LogFile.create(
                Map.of("SQLUICE_LOG_DIR", directory.toString()),
                InstantSource.fixed(Instant.parse("2026-11-20T10:00:00Z")))
            .orElseThrow();

    List<String> names = names();
    assertThat(names).hasSize(11).contains("other.txt", file.getFileName().toString());
    assertThat(names).contains("20200101-000024-1.log").doesNotContain("20200101-000015-1.log");
  }

  @Test
  void should_prefer_the_directory_of_the_user() {
    Map<String, String> environment =
        Map.of("XDG_STATE_HOME", directory.resolve("state").toString());

    assertThat(LogFile.create(environment, InstantSource.system()).orElseThrow())
        .hasParent(directory.resolve("state").resolve("sqluice").resolve("logs"));
  }

  @Test
  void should_do_without_a_file_where_none_can_be_written() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThat(LogFile.create(Map.of("SQLUICE_LOG_DIR", file.toString()), InstantSource.system()))
        .isEmpty();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
