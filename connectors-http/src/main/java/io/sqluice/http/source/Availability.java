package io.sqluice.http.source;

import java.util.concurrent.CompletableFuture;

/**
 * Tells the runtime that the reader has something to do: one future until it completes, then the
 * next. Thread-safe.
 */
final class Availability {

  private CompletableFuture<Void> future = new CompletableFuture<>();

  /** The future that the next signal completes, or that has been completed. */
  synchronized CompletableFuture<Void> future() {
    return future;
  }

  /** Completes the future; may be called from any thread. */
  void signal() {
    future().complete(null);
  }

  /**
   * Puts a new future in place of a completed one.
   *
   * @return whether it did
   */
  synchronized boolean rearm() {
    if (!future.isDone()) {
      return false;
    }
    future = new CompletableFuture<>();
    return true;
  }
}
