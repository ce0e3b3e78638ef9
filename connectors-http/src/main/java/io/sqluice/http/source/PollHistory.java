package io.sqluice.http.source;

import java.time.Instant;
import javax.annotation.Nullable;

/**
 * The polls of a split that have ended.
 *
 * @param ended how many, failed ones included; the next one has this number + 1
 * @param lastFire the fire time of the last one; null before
 * @param lastCompleted the fire time of the last one that did not fail; null before
 */
record PollHistory(long ended, @Nullable Instant lastFire, @Nullable Instant lastCompleted) {

  /** Before the first poll. */
  static final PollHistory NONE = new PollHistory(0, null, null);

  /** With one more poll. */
  PollHistory with(Instant triggerTime, boolean completed) {
    return new PollHistory(ended + 1, triggerTime, completed ? triggerTime : lastCompleted);
  }
}
