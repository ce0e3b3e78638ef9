package io.sqluice.job.execution;

import io.sqluice.job.output.Display;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Says why a job starts again, and finds the failures that would make it start again for ever.
 *
 * <p>Flink restarts a job with checkpoints without end, and whoever watches would only see that no
 * rows come.
 */
final class RestartWatch {

  private final Supplier<List<Throwable>> failures;
  private final Display display;
  private int reported;

  /**
   * @param failures what made the job fail so far, oldest first, if it is about to start again
   */
  RestartWatch(Supplier<List<Throwable>> failures, Display display) {
    this.failures = failures;
    this.display = display;
  }

  /** Reports new failures; returns one from which no restart helps. */
  Optional<Throwable> look() {
    List<Throwable> all = failures.get();
    Optional<Throwable> hopeless = Optional.empty();
    for (Throwable failure : all.subList(Math.min(reported, all.size()), all.size())) {
      if (RestoreFailure.is(failure)) {
        hopeless = Optional.of(failure);
      } else {
        display.message(
            "the job failed and starts again from its last checkpoint: "
                + RootCause.message(failure));
      }
    }
    reported = Math.max(reported, all.size());
    return hopeless;
  }
}
