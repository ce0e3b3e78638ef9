package io.sqluice.http.api;

import java.util.concurrent.CompletionException;

/** What futures failed with. */
public final class Causes {

  private Causes() {}

  /** The failure itself where a future that depends on the one which failed has wrapped it. */
  public static Throwable of(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
