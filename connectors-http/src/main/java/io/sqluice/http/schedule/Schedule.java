package io.sqluice.http.schedule;

import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;

/** The fire times of a table. Pure: it knows no clock. */
public interface Schedule extends Serializable {

  /** The first fire time after an instant; empty if there is none (30 February). */
  Optional<Instant> next(Instant after);

  /** The last fire time before an instant; empty if there is none. */
  Optional<Instant> previous(Instant before);

  /**
   * This schedule as it goes on from a fire time. A schedule that counts from the last poll, as an
   * interval does, lays its fire times through it; one that is tied to the calendar stays as it is.
   */
  default Schedule anchoredAt(Instant fireTime) {
    return this;
  }
}
