package io.sqluice.job.progress;

import io.sqluice.job.output.Display;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Shows the progress of tables: on a terminal a line that updates in place, and in any case a line
 * at the end.
 */
public final class ProgressLine implements AutoCloseable {

  private static final long PERIOD_MILLISECONDS = 500;
  private static final int WIDTH = 100;

  private final TableMetrics metrics;
  private final Display display;
  private final BooleanSupplier terminal;
  private final ScheduledExecutorService timer;

  private ProgressLine(TableMetrics metrics, Display display, BooleanSupplier terminal) {
    this.metrics = metrics;
    this.display = display;
    this.terminal = terminal;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "sqluice-progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * @param terminal whether the display can draw a line anew in place; asked once, off the caller's
   *     thread
   */
  public static ProgressLine start(
      TableMetrics metrics, Display display, BooleanSupplier terminal) {
    ProgressLine line = new ProgressLine(metrics, display, terminal);
    line.timer.schedule(line::startDrawing, PERIOD_MILLISECONDS, TimeUnit.MILLISECONDS);
    return line;
  }

  private void startDrawing() {
    if (terminal.getAsBoolean() && !timer.isShutdown()) {
      timer.scheduleAtFixedRate(this::draw, 0, PERIOD_MILLISECONDS, TimeUnit.MILLISECONDS);
    }
  }

  private void draw() {
    String text = text(metrics.tables());
    if (!text.isEmpty()) {
      // A line that wraps could not be drawn anew in place.
      display.status(text.length() <= WIDTH ? text : text.substring(0, WIDTH - 3) + "...");
    }
  }

  private static String text(List<TableProgress> tables) {
    return tables.stream().map(TableProgress::toString).collect(Collectors.joining("; "));
  }

  /** Leaves the last state of the progress as a line that stays. */
  @Override
  public void close() {
    timer.shutdownNow();
    display.clearStatus();
    metrics.tables().forEach(table -> display.message(table.toString()));
  }
}
