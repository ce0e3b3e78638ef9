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
}
