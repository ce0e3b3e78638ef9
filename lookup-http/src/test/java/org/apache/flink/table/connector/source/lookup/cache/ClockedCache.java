package org.apache.flink.table.connector.source.lookup.cache;

import org.apache.flink.util.clock.Clock;

/** Gives Flink's cache the time of a test, which only its own package may. */
public final class ClockedCache {

  private ClockedCache() {}

  /**
   * The cache with another clock.
   *
   * @param cache not opened yet
   */
  public static LookupCache of(LookupCache cache, Clock clock) {
    ((DefaultLookupCache) cache).withClock(clock);
    return cache;
  }
}
