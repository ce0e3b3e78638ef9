package io.sqluice.job.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.progress.ProgressLine;
import io.sqluice.job.progress.TableMetrics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DisplayTest {

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Display display = new Display(new PrintStream(err, true, StandardCharsets.UTF_8));

  @Test
  void should_take_the_status_line_away_before_a_message() {
    display.status("1 poll");
    display.status("2 polls");
    display.message("a message");
    display.message("another");

    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            String.format("\r\u001b[K1 poll\r\u001b[K2 polls\r\u001b[Ka message%nanother%n"));
  }

  @Test
  void should_say_nothing_of_a_run_without_tables_that_count() {
    ProgressLine.start(new TableMetrics(), display, () -> true).close();

    assertThat(err.size()).isZero();
  }
}
