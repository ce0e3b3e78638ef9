package io.sqluice.duckdb.batch;

import java.io.Serializable;
import java.time.Duration;
import javax.annotation.Nullable;

/** A kind of mini-batch and its settings. */
public sealed interface BatchWindow extends Serializable {

  /**
   * Batches of a number of rows, in the order of their arrival.
   *
   * @param size rows of a batch, at least 1
   * @param linger how long after its first row a batch closes though it has fewer rows; null if it
   *     waits for them until the input ends
   */
  record Count(int size, @Nullable Duration linger) implements BatchWindow {

    public Count {
      if (size < 1) {
        throw new IllegalArgumentException(
            "A batch of " + size + " rows was asked for: 'size' must be 1 or more.");
      }
      if (linger != null) {
        requirePositive("linger", linger);
      }
    }
  }

  /**
   * Batches of the rows of [start, end), where starts are multiples of the length since
   * 1970-01-01T00:00:00Z.
   *
   * @param length at least a millisecond
   * @param timeColumn the column that has a row's time; null for the time of its arrival
   * @param late what happens to rows of closed windows; there are none without a time column
   * @param emitEmpty whether the query also runs over windows without rows, after a key's first row
   */
  record Fixed(Duration length, @Nullable String timeColumn, LateRows late, boolean emitEmpty)
      implements BatchWindow {

    public Fixed {
      requirePositive("duration", length);
      if (late == LateRows.NEXT && timeColumn == null) {
        throw new IllegalArgumentException(
            "Late rows are to go into the next batch, but rows have the time of their arrival, so"
                + " that none is late: name a time column, or leave 'late' out.");
      }
    }
  }

  /**
   * Batches that close a while after their first row, of all rows since the last one closed.
   *
   * @param length at least a millisecond
   */
  record Relaxed(Duration length) implements BatchWindow {

    public Relaxed {
      requirePositive("duration", length);
    }
  }

  /**
   * Batches of the rows with one id that follow each other, as the rows of one poll do.
   *
   * @param idColumn the column with the id, of an integer type
   * @param lastColumn the BOOLEAN column that is true on a batch's last row; null if there is none
   */
  record ById(String idColumn, @Nullable String lastColumn) implements BatchWindow {}

  private static void requirePositive(String name, Duration duration) {
    if (duration.toMillis() < 1) {
      throw new IllegalArgumentException(
          "'" + name + "' is " + duration.toMillis() + " ms: it must be 1 ms or more.");
    }
  }
}
