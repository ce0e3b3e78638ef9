package io.sqluice.http.source;

import java.time.Instant;
import java.util.List;
import javax.annotation.Nullable;

/**
 * A poll that has begun and whose rows are not all emitted.
 *
 * @param triggerTime its scheduled fire time
 * @param pagesReceived pages that have been accepted
 * @param nextToken the token of the next page; null for a page that is asked for without one
 * @param outcome whether further pages follow
 * @param pending rows of the accepted pages that have not been emitted
 * @param validators those of the answer; they count when the poll has ended
 */
record PollProgress(
    Instant triggerTime,
    int pagesReceived,
    @Nullable String nextToken,
    Outcome outcome,
    List<PendingPage> pending,
    Validators validators) {

  /** Whether a poll asks for further pages. */
  enum Outcome {
    /** Another page follows. */
    RUNNING,
    /** The last page has been accepted. */
    COMPLETE,
    /** A page could not be had; what was accepted before it is emitted all the same. */
    FAILED
  }
}
