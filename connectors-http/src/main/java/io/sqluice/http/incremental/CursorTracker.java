package io.sqluice.http.incremental;

import java.time.Instant;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * Decides what a poll asks for by the cursor: where it starts, in which windows it goes on, and
 * what the cursor becomes. It holds no state; cursors and windows are Flink state. Thread-safe.
 */
public final class CursorTracker {

  private static final String LOOKBACK = "scan.cursor.lookback";
  private static final String STEP = "scan.cursor.step";

  private final CursorConfig config;
  private final CursorMath math;
  @Nullable private final CursorValue initial;

  public CursorTracker(CursorConfig config) {
    this.config = config;
    this.math = new CursorMath(config.times());
    this.initial =
        config.initial() == null ? null : CursorValue.of(config.initial(), false, math.instants());
  }

  /** The higher of two cursors; null if both are. */
  @Nullable
  public CursorValue higher(@Nullable CursorValue one, @Nullable CursorValue other) {
    return math.higher(one, other);
  }

  /** The time that a cursor stands for, numbers as times since the epoch; empty if it is none. */
  public Optional<Instant> time(CursorValue value) {
    return math.time(value);
  }

  /**
   * Looks whether the initial cursor can be moved as the options say. For the planner.
   *
   * @throws CursorException if it cannot
   */
  public void checkInitial() throws CursorException {
    if (initial != null && config.lookback() != null) {
      math.move(initial, config.lookback(), false, LOOKBACK);
    }
    if (initial != null && config.step() != null) {
      checkWritten(math.move(initial, config.step(), true, STEP));
    }
  }

  /** A format that cannot hold the end of a window would have it sent in another one. */
  private void checkWritten(CursorValue end) throws CursorException {
    boolean lost =
        math.instants().isOfPattern(initial.text()) && !math.instants().isOfPattern(end.text());
    if (lost) {
      throw new CursorException(
          "'%s': from the cursor %s it leads to %s, which 'timestamp.format' = '%s' cannot write; take a step of whole units of the format, or write the cursor in ISO 8601"
              .formatted(STEP, initial, end, config.times().format()));
    }
  }

  /** The first window of a backfill in time; empty without one. For the planner. */
  public Optional<CursorWindow> firstStep() throws CursorException {
    return initial == null || config.step() == null || !config.step().isDuration()
        ? Optional.empty()
        : Optional.of(new CursorWindow(initial, math.move(initial, config.step(), true, STEP)));
  }

  /**
   * What a poll asks for first; empty if it asks without a cursor, because there is none yet.
   *
   * @param cursor the highest value that completed polls have seen; null before the first
   * @throws CursorException if the cursor is not of the kind that lookback or step need
   */
  public Optional<CursorWindow> first(@Nullable CursorValue cursor, Instant triggerTime)
      throws CursorException {
    CursorValue from = cursor == null || cursor.isBlank() ? initial : lookedBack(cursor);
    return from == null ? Optional.empty() : Optional.of(window(from, triggerTime));
  }

  /**
   * What the poll asks for when a window has been read to its end; empty if that was the last. A
   * window in time is the last if it reaches the trigger time. Numbers know no present: the last is
   * the first one without records.
   *
   * @throws CursorException if there is no window that far away
   */
  public Optional<CursorWindow> following(CursorWindow done, boolean empty, Instant triggerTime)
      throws CursorException {
    // A window of a checkpoint may have an end though the option has been taken out.
    if (done.to() == null || config.step() == null) {
      return Optional.empty();
    }
    if (config.step().isDuration() ? reaches(done, triggerTime) : empty) {
      return Optional.empty();
    }
    return Optional.of(window(done.to(), triggerTime));
  }

  /**
   * The cursor between two windows of a poll. In time it is the end of the window, so that it moves
   * over windows without records too. A number goes no further than what was seen: behind the last
   * record there are not only gaps but also the records to come.
   *
   * @param highest the highest value that the poll has seen; null if none
   */
  @Nullable
  public CursorValue between(
      @Nullable CursorValue cursor, CursorWindow done, @Nullable CursorValue highest) {
    return math.higher(cursor, config.step().isDuration() ? done.to() : highest);
  }

  private CursorValue lookedBack(CursorValue cursor) throws CursorException {
    CursorValue from =
        config.lookback() == null ? cursor : math.move(cursor, config.lookback(), false, LOOKBACK);
    return initial != null && math.comparable(from, initial) ? math.higher(from, initial) : from;
  }

  private CursorWindow window(CursorValue from, Instant triggerTime) throws CursorException {
    if (config.step() == null) {
      return new CursorWindow(from, null);
    }
    CursorValue to = math.move(from, config.step(), true, STEP);
    if (config.step().isDuration()
        && isAfter(to, triggerTime)
        && math.time(from).filter(triggerTime::isAfter).isPresent()) {
      to = math.at(triggerTime, from);
    }
    return new CursorWindow(from, to);
  }

  private boolean reaches(CursorWindow window, Instant triggerTime) {
    return !math.time(window.to()).orElse(Instant.MAX).isBefore(triggerTime);
  }

  private boolean isAfter(CursorValue value, Instant instant) {
    return math.time(value).filter(instant::isBefore).isPresent();
  }
}
