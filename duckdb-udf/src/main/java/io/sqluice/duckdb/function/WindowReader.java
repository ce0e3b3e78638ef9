package io.sqluice.duckdb.function;

import io.sqluice.duckdb.batch.BatchWindow;
import io.sqluice.duckdb.batch.LateRows;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import org.apache.flink.types.ColumnList;

/** Reads when batches close, and says what does not go together. */
final class WindowReader {

  private static final String EXAMPLES =
      "size => 1000 closes a batch at 1000 rows, duration => '2 s' by time, and"
          + " batch_by => DESCRIPTOR(fetch_id, is_last) at the end of a poll";

  private final CallReader call;
  private final @Nullable String timeColumn;

  /**
   * @param timeColumn what {@code on_time} names; null if it names none
   */
  WindowReader(CallReader call, @Nullable String timeColumn) {
    this.call = call;
    this.timeColumn = timeColumn;
  }

  /** The window; null if there are problems. */
  @Nullable
  BatchWindow read() {
    List<Argument> kinds =
        Stream.of(Argument.SIZE, Argument.DURATION, Argument.BATCH_BY).filter(call::has).toList();
    if (kinds.isEmpty()) {
      call.problem("it is not said when a batch closes: " + EXAMPLES + ".");
    } else if (kinds.size() > 1) {
      call.problem(
          kinds.stream()
                  .map(kind -> "'" + kind.sqlName() + "'")
                  .collect(Collectors.joining(" and "))
              + " exclude each other: "
              + EXAMPLES
              + ". A batch of at most 1000 rows that waits for them at most 2 s is size => 1000,"
              + " linger => '2 s'.");
    }
    needs(Argument.LINGER, Argument.SIZE, "size => 1000, linger => '5 s'");
    needs(Argument.RELAXED, Argument.DURATION, "duration => '2 s', relaxed => TRUE");
    needs(Argument.LATE, Argument.DURATION, "duration => '2 s', late => 'next'");
    needs(Argument.EMIT_EMPTY, Argument.DURATION, "duration => '2 s', emit_empty => TRUE");
    BatchWindow window = kinds.size() == 1 ? window(kinds.get(0)) : null;
    return call.hasProblems() ? null : window;
  }

  private void needs(Argument argument, Argument needed, String example) {
    if (call.has(argument) && !call.has(needed)) {
      call.problem(
          argument,
          "it does nothing without '"
              + needed.sqlName()
              + "': write "
              + example
              + ", or leave it out.");
    }
  }

  private @Nullable BatchWindow window(Argument kind) {
    return switch (kind) {
      case SIZE -> count();
      case DURATION -> timed();
      default -> byId();
    };
  }

  private @Nullable BatchWindow count() {
    Integer size = call.value(Argument.SIZE, Integer.class);
    Duration linger = call.duration(Argument.LINGER);
    return size == null ? null : checked(() -> new BatchWindow.Count(size, linger));
  }

  private @Nullable BatchWindow timed() {
    Duration length = call.duration(Argument.DURATION);
    LateRows late = call.word(Argument.LATE, LateRows.class);
    boolean emitEmpty = call.isTrue(Argument.EMIT_EMPTY);
    if (call.isTrue(Argument.RELAXED)) {
      if (late != null) {
        call.problem(
            Argument.LATE,
            "relaxed batches have no late rows, all go into the open batch: leave out 'late' or"
                + " 'relaxed'.");
      }
      if (emitEmpty) {
        call.problem(
            Argument.EMIT_EMPTY,
            "a relaxed batch begins with a row and is never empty: leave out 'emit_empty' or"
                + " 'relaxed'.");
      }
      return length == null ? null : checked(() -> new BatchWindow.Relaxed(length));
    }
    if (late != null && timeColumn == null) {
      call.problem(
          Argument.LATE,
          "without a time column a row has the time of its arrival and is never late: add on_time"
              + " => DESCRIPTOR(a time column with a watermark), or leave 'late' out.");
      return null;
    }
    return length == null
        ? null
        : checked(
            () ->
                new BatchWindow.Fixed(
                    length, timeColumn, late == null ? LateRows.DROP : late, emitEmpty));
  }

  private @Nullable BatchWindow byId() {
    ColumnList columns = call.value(Argument.BATCH_BY, ColumnList.class);
    if (columns == null) {
      return null;
    }
    List<String> names = columns.getNames();
    if (names.isEmpty() || names.size() > 2) {
      call.problem(
          Argument.BATCH_BY,
          "it names "
              + names.size()
              + " columns; expected the column with the batch's id, and if there is one, the BOOLEAN"
              + " column that is true on its last row: DESCRIPTOR(fetch_id, is_last).");
      return null;
    }
    BatchWindow window = new BatchWindow.ById(names.get(0), names.size() > 1 ? names.get(1) : null);
    WindowColumns.problem(window, call.input())
        .ifPresent(problem -> call.problem(Argument.BATCH_BY, problem));
    return window;
  }

  private @Nullable BatchWindow checked(Supplier<BatchWindow> window) {
    try {
      return window.get();
    } catch (IllegalArgumentException wrong) {
      call.problem(wrong.getMessage());
      return null;
    }
  }
}
