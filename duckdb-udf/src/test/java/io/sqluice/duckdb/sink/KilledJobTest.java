package io.sqluice.duckdb.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.duckdb.file.JvmProcess;
import io.sqluice.duckdb.sink.StoppingSink.Step;
import io.sqluice.duckdb.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each row is in the file once, whenever the process is killed. */
@Timeout(600)
class KilledJobTest {

  private static final long SEED = 20261128;
  private static final int KILLS = 20;
  private static final int ROWS = 200_000;

  @TempDir Path folder;

  @Test
  void should_have_each_row_once_after_kills_at_random_moments() throws Exception {
    Path file = folder.resolve("test.duckdb");
    Random random = new Random(SEED);
    int withRowsOnTheirWay = 0;

    for (int kill = 0; kill < KILLS; kill++) {
      // The first ones go through all steps, in any case between staging and completion.
      Step step = Step.values()[kill < 5 ? kill : random.nextInt(Step.values().length)];
      int times = 1 + random.nextInt(step == Step.ROW ? 3000 : 6);
      try (JvmProcess job = start(file, 4000, step, times)) {
        assertThat(job.awaitLine("^stopped$", 1)).as(job.output()).isNotNull();
        job.kill();
      }
      withRowsOnTheirWay += staged(file) > 0 ? 1 : 0;
    }
    try (JvmProcess job = start(file, 1_000_000, Step.ROW, 0)) {
      assertThat(job.awaitExit(Duration.ofMinutes(3))).as(job.output()).isZero();
    }

    assertThat(
            Tables.inDuckDb(
                file,
                "SELECT count(*), count(DISTINCT id), min(id), max(id), count(DISTINCT name) FROM t"))
        .containsExactly("%d, %1$d, 0, %d, %1$d".formatted(ROWS, ROWS - 1));
    assertThat(
            Tables.inDuckDb(
                file,
                "SELECT table_name FROM duckdb_tables() JOIN sqluice.commits ON starts_with(table_name,"
                    + " 'staged_' || sink)"))
        .isEmpty();
    assertThat(withRowsOnTheirWay).isGreaterThanOrEqualTo(5);
  }

  private JvmProcess start(Path file, int perSecond, Step step, int times) throws Exception {
    return JvmProcess.start(
        KilledJob.class,
        file.toString(),
        folder.resolve("checkpoints").toString(),
        newestCheckpoint(),
        "" + ROWS,
        "" + perSecond,
        step.name(),
        "" + times);
  }

  /** The one that was complete last, of all attempts; a hyphen if none was. */
  private String newestCheckpoint() throws IOException {
    Path checkpoints = Files.createDirectories(folder.resolve("checkpoints"));
    try (Stream<Path> files = Files.walk(checkpoints)) {
      return files
          .filter(path -> path.getFileName().toString().equals("_metadata"))
          .map(Path::getParent)
          .max(
              Comparator.comparingInt(
                  path -> Integer.parseInt(path.getFileName().toString().substring(4))))
          .map(Path::toString)
          .orElse("-");
    }
  }

  private static long staged(Path file) throws Exception {
    return Tables.inDuckDb(
            file, "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'staged%'")
        .size();
  }
}
