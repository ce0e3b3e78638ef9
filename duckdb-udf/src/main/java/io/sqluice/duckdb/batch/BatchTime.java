package io.sqluice.duckdb.batch;

/**
 * The time that windows go by, of the key whose row or wake-up is being handled. Times are
 * milliseconds since the epoch, ends are exclusive.
 */
public interface BatchTime {

  /**
   * The last end: a wake-up for it comes when the input ends. A timer for it fires at
   * 9999-12-31T23:59:59.999Z, which is still a TIMESTAMP, as rows that are emitted then need.
   */
  long END = 253_402_300_800_000L;

  /** The time of the row that is being added. */
  long rowTime();

  /** All rows below this time should have arrived; {@link Long#MIN_VALUE} if nothing is known. */
  long passed();

  /**
   * When rows of the current row's time have all arrived; {@link #END} if that cannot be known
   * before the input ends.
   */
  long settled();

  /** Asks for a wake-up when {@code end} has passed, at the latest when the input ends. */
  void wakeAt(long end);

  /** Takes back what {@link #wakeAt} asked for. */
  void forget(long end);
}
