package io.sqluice.duckdb.function;

import io.sqluice.duckdb.batch.BatchTime;
import java.time.InstantSource;
import org.apache.flink.table.functions.ProcessTableFunction.Context;
import org.apache.flink.table.functions.ProcessTableFunction.TimeContext;

/**
 * Time in SQL. With {@code on_time} it is the rows' and passes with the watermark; without, rows
 * have the time of the clock at their arrival, and only the end of the input wakes.
 */
final class TableTime implements BatchTime {

  private final boolean onTime;
  private final InstantSource clock;
  private Context context;
  private TimeContext<Long> time;

  /**
   * @param onTime whether the call names a time column
   */
  TableTime(boolean onTime, InstantSource clock) {
    this.onTime = onTime;
    this.clock = clock;
  }

  /** This time, as the function sees it during one call of Flink's. */
  TableTime in(Context context) {
    this.context = context;
    this.time = null;
    return this;
  }

  private TimeContext<Long> time() {
    if (time == null) {
      time = context.timeContext(Long.class);
    }
    return time;
  }

  @Override
  public long rowTime() {
    return onTime ? time().time() : clock.millis();
  }

  @Override
  public long passed() {
    if (!onTime) {
      return Long.MIN_VALUE;
    }
    Long watermark = time().currentWatermark();
    return watermark == null
        ? Long.MIN_VALUE
        : watermark == Long.MAX_VALUE ? Long.MAX_VALUE : watermark + 1;
  }

  @Override
  public long settled() {
    return onTime ? rowTime() + 1 : END;
  }

  @Override
  public void wakeAt(long end) {
    time().registerOnTime(timer(end));
  }

  @Override
  public void forget(long end) {
    time().clearTimer(timer(end));
  }

  /** The end that the timer which fires was for. */
  long end() {
    return time().time() + 1;
  }

  private long timer(long end) {
    // A watermark says that nothing comes at its own time or before.
    return (onTime ? end : END) - 1;
  }
}
