package io.sqluice.duckdb.function;

import io.sqluice.duckdb.batch.BatchTime;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.table.data.RowData;

/**
 * Time in the DataStream API: it passes with the clock of the machine, which closes batches also
 * while nothing arrives. The end of the input is a watermark even where nothing else is event time.
 */
final class StreamTime implements BatchTime {

  /** A timer is for the last millisecond before the end. */
  private static final long END_OF_INPUT = END - 1;

  private final int timeColumn;
  private final int precision;
  private TimerService timers;
  private RowData row;

  /**
   * @param timeColumn the position of the rows' time; -1 if it is that of their arrival
   */
  StreamTime(int timeColumn, int precision) {
    this.timeColumn = timeColumn;
    this.precision = precision;
  }

  /** This time, as the function sees it during one call of Flink's. */
  StreamTime in(TimerService timers, RowData row) {
    this.timers = timers;
    this.row = row;
    return this;
  }

  @Override
  public long rowTime() {
    if (timeColumn < 0) {
      return timers.currentProcessingTime();
    }
    if (row.isNullAt(timeColumn)) {
      throw new IllegalStateException(
          "DuckDbBatchFunction: a row's time is NULL, so that it belongs to no window; filter such"
              + " rows out, or give them a time.");
    }
    return row.getTimestamp(timeColumn, precision).getMillisecond();
  }

  @Override
  public long passed() {
    return timers.currentProcessingTime();
  }

  @Override
  public long settled() {
    return END;
  }

  @Override
  public void wakeAt(long end) {
    timers.registerEventTimeTimer(END_OF_INPUT);
    if (end != END) {
      timers.registerProcessingTimeTimer(end);
    }
  }

  @Override
  public void forget(long end) {
    timers.deleteEventTimeTimer(END_OF_INPUT);
    if (end != END) {
      timers.deleteProcessingTimeTimer(end);
    }
  }
}
