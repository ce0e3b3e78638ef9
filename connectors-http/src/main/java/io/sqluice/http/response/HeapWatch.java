package io.sqluice.http.response;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * Tells who fills the heap, so that a program that makes values without end is ended before other
 * threads of the process get an OutOfMemoryError for it. Thread-safe.
 */
final class HeapWatch {

  private static final double FULL = 0.9;

  /** Who allocated less than this part of the heap has not filled it. */
  private static final double SHARE = 0.25;

  private final Optional<MemoryPoolMXBean> oldObjects =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
          .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()));

  @Nullable
  private final ThreadMXBean threads =
      ManagementFactory.getThreadMXBean() instanceof ThreadMXBean counting
              && counting.isThreadAllocatedMemorySupported()
          ? counting
          : null;

  /** What a thread has allocated so far, in bytes; 0 where this Java does not count it. */
  long allocatedBy(Thread thread) {
    return threads == null ? 0 : threads.getThreadAllocatedBytes(thread.getId());
  }

  /**
   * Whether the heap is full, and somebody may be why.
   *
   * @param allocated the bytes that it allocated
   */
  boolean isFullOf(long allocated) {
    if (allocated < SHARE * Runtime.getRuntime().maxMemory() || !wasFull()) {
      return false;
    }
    // The last collection may have been one of an earlier run's garbage. So near to the end of the
    // memory the next one is due anyway.
    System.gc();
    return wasFull();
  }

  private boolean wasFull() {
    MemoryUsage afterCollection = oldObjects.map(MemoryPoolMXBean::getCollectionUsage).orElse(null);
    return afterCollection != null
        && afterCollection.getMax() > 0
        && afterCollection.getUsed() > FULL * afterCollection.getMax();
  }
}
