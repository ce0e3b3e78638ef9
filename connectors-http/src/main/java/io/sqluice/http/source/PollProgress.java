package io.sqluice.http.source;

import java.time.Instant;
import java.util.List;

/**
 * A poll that has begun and whose rows are not all emitted.
 *
 * @param triggerTime its scheduled fire time
 * @param position how far it has come
 * @param outcome whether further pages follow
 * @param pending rows of the accepted pages that have not been emitted
 * @param next what it leaves for the next poll; it counts when this one has completed
 */
record PollProgress(
    Instant triggerTime,
    PagePosition position,
    Outcome outcome,
    List<PendingPage> pending,
    Baseline next) {

  /** Whether a poll asks for further pages. The position in this list is the one in state. */
  enum Outcome {
    /** Another page follows. */
    RUNNING,
    /** The last page has been accepted. */
    COMPLETE,
    /** A page could not be had; what was accepted before it is emitted all the same. */
    FAILED,
    /** Failed, and the last row says so. */
    REPORTED
  }

  PollProgress with(PagePosition newPosition, Outcome newOutcome) {
    return new PollProgress(triggerTime, newPosition, newOutcome, pending, next);
  }

  PollProgress withNext(Baseline newNext) {
    return new PollProgress(triggerTime, position, outcome, pending, newNext);
  }

  PollProgress withPending(List<PendingPage> newPending) {
    return new PollProgress(triggerTime, position, outcome, newPending, next);
  }
}
