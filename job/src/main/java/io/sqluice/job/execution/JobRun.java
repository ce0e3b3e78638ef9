package io.sqluice.job.execution;

import io.sqluice.job.output.ResultPrinter;
import io.sqluice.job.state.Checkpoint;
import io.sqluice.job.state.ScriptState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobCancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running job: prints the rows of its SELECTs, and ends it when the run is asked to stop. */
final class JobRun {

  private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);
  private static final long WATCH_MILLISECONDS = 500;
  private static final int SAVEPOINT_ATTEMPTS = 100;
  private static final Duration RETRY_PAUSE = Duration.ofMillis(100);

  /** What is said of a savepoint while tasks start, end or restart; a later one goes well. */
  private static final List<String> IN_TRANSITION =
      List.of(
          "Not all required tasks are currently running",
          "tasks not ready",
          "task is closing",
          "Task local checkpoint failure",
          "Checkpoint needs at least one vertex");

  private final JobClient job;
  private final CompletableFuture<JobExecutionResult> end;
  private final StopRequest stop;
  private final Optional<ScriptState> state;
  private final RestartWatch restarts;
  private final List<SelectReader> readers = new ArrayList<>();

  /**
   * @param state where the state is kept when the run stops; empty to cancel then
   */
  JobRun(JobClient job, StopRequest stop, Optional<ScriptState> state, RestartWatch restarts) {
    this.job = job;
    this.restarts = restarts;
    this.end = job.getJobExecutionResult();
    this.stop = stop;
    this.state = state;
  }

  /**
   * Runs until the job ends by itself or is stopped.
   *
   * @param printed how many rows earlier runs have printed, by the operator of a SELECT
   * @throws JobFailedException if the job fails, or cannot keep its state when it is stopped
   */
  void await(List<QueryOutput> queries, ResultPrinter printer, Map<String, Long> printed)
      throws JobFailedException {
    List<Thread> threads = new ArrayList<>();
    for (QueryOutput query : queries) {
      SelectReader reader =
          new SelectReader(
              query, job, end, printer, stop, printed.getOrDefault(query.sink().operatorUid(), 0L));
      readers.add(reader);
      Thread thread = new Thread(reader, "sqluice-rows-" + query.sink().number());
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    awaitEndOrStop();
    Optional<String> savepoint = end.isDone() ? Optional.empty() : stop();
    awaitEnd();
    threads.forEach(JobRun::join);
    savepoint.ifPresent(this::recordPrintedRows);
    queries.forEach(query -> printer.end(query.query()));
  }

  private void awaitEndOrStop() throws JobFailedException {
    CompletableFuture<?> either =
        CompletableFuture.anyOf(end.handle((result, failure) -> null), stop.future());
    while (true) {
      try {
        either.get(WATCH_MILLISECONDS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        Optional<Throwable> hopeless = restarts.look();
        if (hopeless.isPresent()) {
          job.cancel().exceptionally(failure -> null).join();
          throw new JobFailedException(RootCause.message(hopeless.get()), hopeless.get());
        }
      } catch (ExecutionException e) {
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stop.request();
        return;
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitEnd() throws JobFailedException {
    try {
      end.join();
    } catch (CompletionException | CancellationException e) {
      boolean cancelled =
          RootCause.chain(e).stream().anyMatch(cause -> cause instanceof JobCancellationException);
      if (!(cancelled && stop.isRequested())) {
        throw new JobFailedException(RootCause.message(e), e);
      }
    }
  }

  /** Ends the job; with a savepoint, whose path is returned, if the run keeps its state. */
  private Optional<String> stop() throws JobFailedException {
    if (state.isEmpty()) {
      job.cancel().exceptionally(failure -> null).join();
      return Optional.empty();
    }
    try {
      return Optional.of(
          stopWithSavepoint(state.get().directory().toUri().toString(), SAVEPOINT_ATTEMPTS).join());
    } catch (CompletionException e) {
      if (end.isDone()) {
        return Optional.empty();
      }
      job.cancel().exceptionally(failure -> null).join();
      throw new JobFailedException(
          "the state could not be saved when the job was stopped, so that --resume goes on from the last checkpoint: "
              + RootCause.message(e),
          e);
    }
  }

  /**
   * Tries again while tasks are being started or are ending: Flink starts those again that wait for
   * a savepoint which fails as another one ends.
   */
  private CompletableFuture<String> stopWithSavepoint(String directory, int attempts) {
    return job.stopWithSavepoint(false, directory, SavepointFormatType.NATIVE)
        .exceptionallyCompose(
            failure -> {
              boolean inTransition =
                  IN_TRANSITION.stream().anyMatch(RootCause.message(failure)::contains);
              if (!inTransition || attempts <= 1 || end.isDone()) {
                return CompletableFuture.failedFuture(failure);
              }
              LOG.debug("Tasks are being started or are ending; trying again to stop", failure);
              Executor later =
                  CompletableFuture.delayedExecutor(RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
              return CompletableFuture.supplyAsync(() -> directory, later)
                  .thenCompose(again -> stopWithSavepoint(again, attempts - 1));
            });
  }

  private void recordPrintedRows(String savepoint) {
    Map<String, Long> printed =
        readers.stream()
            .collect(
                Collectors.toMap(reader -> reader.sink().operatorUid(), SelectReader::printed));
    state.orElseThrow().recordPrinted(new Checkpoint(savepoint, printed));
  }
}
