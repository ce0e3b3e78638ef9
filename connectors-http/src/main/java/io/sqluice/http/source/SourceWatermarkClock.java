package io.sqluice.http.source;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Gives answers their fetch times and tells the watermark that no row to come can fall behind: just
 * below the smaller of now and the fetch time of the oldest page not fully emitted.
 *
 * <p>Answers arrive on other threads than the one that emits watermarks. That a fetch time is taken
 * and registered in one step keeps a watermark from passing an answer on its way to the task
 * thread.
 */
final class SourceWatermarkClock {

  private final InstantSource clock;
  private final Queue<Instant> outstanding = new PriorityQueue<>();
  private Instant lowestNext = Instant.MIN;

  SourceWatermarkClock(InstantSource clock) {
    this.clock = clock;
  }

  /** The fetch time of an answer that arrives now, in milliseconds; it must be released. */
  synchronized Instant arrived() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    // A clock that was set back must not make rows late.
    Instant fetchTime = now.isBefore(lowestNext) ? lowestNext : now;
    outstanding.add(fetchTime);
    return fetchTime;
  }

  /** Registers the fetch time of a page that was restored; it must be released. */
  synchronized void restored(Instant fetchTime) {
    outstanding.add(fetchTime);
  }

  /** All rows of a page with this fetch time have been emitted, or none ever will be. */
  synchronized void released(Instant fetchTime) {
    outstanding.remove(fetchTime);
  }

  /** The watermark of now, in milliseconds since the epoch. It never falls. */
  synchronized long watermark() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant oldest = outstanding.peek();
    Instant next = oldest != null && oldest.isBefore(now) ? oldest : now;
    if (next.isAfter(lowestNext)) {
      lowestNext = next;
    }
    return lowestNext.toEpochMilli() - 1;
  }
}
