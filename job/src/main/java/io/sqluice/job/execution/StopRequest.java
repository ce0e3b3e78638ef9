package io.sqluice.job.execution;

import java.util.concurrent.CompletableFuture;

/** Asks a run to stop gracefully; by a signal, the end of its time, or enough rows. Thread-safe. */
public final class StopRequest {

  private final CompletableFuture<Void> requested = new CompletableFuture<>();

  /** Asks once; later calls change nothing. */
  public void request() {
    requested.complete(null);
  }

  public boolean isRequested() {
    return requested.isDone();
  }

  /** Runs an action when the run is asked to stop, or at once if it has been. */
  public void onRequest(Runnable action) {
    requested.thenRun(action);
  }

  /** Completes when the run is asked to stop. */
  CompletableFuture<Void> future() {
    return requested;
  }
}
