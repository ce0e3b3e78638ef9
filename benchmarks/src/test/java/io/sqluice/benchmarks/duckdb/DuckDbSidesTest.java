package io.sqluice.benchmarks.duckdb;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both sides of each comparison run and come to the same result, over little data. */
@Timeout(120)
class DuckDbSidesTest {

  @TempDir Path folder;

  @Test
  void should_compare_payloads() throws Exception {
    compare(Payloads.large(200, folder));
    compare(Payloads.small(3));
  }

  @Test
  void should_compare_batches_of_which_the_last_is_short() throws Exception {
    compare(Batches.of(Batches.SIZE + 5_000));
    compare(Batches.withoutDuckDb(100));
  }

  @Test
  void should_compare_files() throws Exception {
    compare(Sinks.of(1_000, folder));
  }

  @Test
  void should_look_at_the_memory_of_a_stream() {
    assertThatCode(() -> PayloadStream.run(100, new Report())).doesNotThrowAnyException();
  }

  private static void compare(Sides sides) throws Exception {
    try (sides) {
      sides.compare(0, 2, new Report());
    }
  }
}
