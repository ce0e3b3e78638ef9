package io.sqluice.lookup.function;

import java.io.Serializable;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetTime;
import javax.annotation.Nullable;
import org.apache.flink.table.connector.source.lookup.cache.trigger.CacheReloadTrigger;
import org.apache.flink.table.connector.source.lookup.cache.trigger.PeriodicCacheReloadTrigger;
import org.apache.flink.table.connector.source.lookup.cache.trigger.PeriodicCacheReloadTrigger.ScheduleMode;
import org.apache.flink.table.connector.source.lookup.cache.trigger.TimedCacheReloadTrigger;

/** When the cache of all rows is loaded anew; Flink's triggers, which cannot be compared. */
public sealed interface ReloadConfig extends Serializable {

  /** Flink's trigger for it. */
  CacheReloadTrigger trigger();

  /**
   * From time to time.
   *
   * @param interval greater than zero
   * @param mode whether it is counted from the start or the end of the last load
   */
  record Periodic(Duration interval, ScheduleMode mode) implements ReloadConfig {

    @Override
    public CacheReloadTrigger trigger() {
      return new PeriodicCacheReloadTrigger(interval, mode);
    }
  }

  /**
   * At a time of the day.
   *
   * @param local without a zone, in that of the worker; null if it has one
   * @param offset with a zone; null if it has none
   * @param days between loads, at least 1
   */
  record Timed(@Nullable LocalTime local, @Nullable OffsetTime offset, int days)
      implements ReloadConfig {

    @Override
    public CacheReloadTrigger trigger() {
      return offset == null
          ? new TimedCacheReloadTrigger(local, days)
          : new TimedCacheReloadTrigger(offset, days);
    }
  }
}
