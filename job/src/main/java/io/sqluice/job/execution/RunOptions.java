package io.sqluice.job.execution;

import io.sqluice.job.output.OutputFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the command line says about a run.
 *
 * @param batch whether the script runs in batch mode, whatever it says itself
 * @param parallelism of the job; empty for the script's own, else one
 * @param duration after which the run ends, counted from the start of the first job
 * @param maxRows printed in all, after which the run ends; {@link Long#MAX_VALUE} for no limit
 * @param checkpoints where and how often the state is kept
 * @param resume whether the run goes on from the newest checkpoint
 * @param dashboardPort where Flink's dashboard is served, 0 for a free port; empty for none
 */
public record RunOptions(
    boolean batch,
    OptionalInt parallelism,
    Optional<Duration> duration,
    long maxRows,
    OutputFormat output,
    Optional<Checkpoints> checkpoints,
    boolean resume,
    OptionalInt dashboardPort) {

  /**
   * Where and how often the state is kept.
   *
   * @param directory shared by scripts; each has a folder of its own in it
   */
  public record Checkpoints(Path directory, Duration interval) {}

  /** A plain streaming run that ends by itself or by a signal. */
  public static RunOptions defaults() {
    return new RunOptions(
        false,
        OptionalInt.empty(),
        Optional.empty(),
        Long.MAX_VALUE,
        OutputFormat.TABLE,
        Optional.empty(),
        false,
        OptionalInt.empty());
  }

  public RunOptions withBatch(boolean batchMode) {
    return new RunOptions(
        batchMode, parallelism, duration, maxRows, output, checkpoints, resume, dashboardPort);
  }
}
