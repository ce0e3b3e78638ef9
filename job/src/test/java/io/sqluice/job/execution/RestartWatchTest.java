package io.sqluice.job.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.job.output.Display;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartWatchTest {

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<Throwable> failures = new ArrayList<>();
  private final RestartWatch watch =
      new RestartWatch(
          () -> failures, new Display(new PrintStream(err, true, StandardCharsets.UTF_8)));

  @Test
  void should_report_each_failure_once() {
    failures.add(new IOException("the first failure"));
    assertThat(watch.look()).isEmpty();
    failures.add(new IOException("the second failure"));
    assertThat(watch.look()).isEmpty();
    assertThat(watch.look()).isEmpty();

    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "the job failed and starts again from its last checkpoint: the first failure",
            "the job failed and starts again from its last checkpoint: the second failure");
  }

  @Test
  void should_find_the_failure_that_no_restart_helps_against() {
    Throwable hopeless =
        new IllegalStateException(
            "Failed to rollback to checkpoint/savepoint file:/x. Cannot map checkpoint/savepoint state");
    failures.add(hopeless);

    assertThat(watch.look()).contains(hopeless);
    assertThat(err.size()).isZero();
  }
}
