package io.sqluice.benchmarks.lookup;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What is in use of this JVM's heap right after a collection, again and again until closed. */
final class HeapSamples implements AutoCloseable {

  private static final long PERIOD_MILLIS = 500;

  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final List<MemoryPoolMXBean> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
          .toList();
  private final List<Long> bytes = Collections.synchronizedList(new ArrayList<>());
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  HeapSamples() {
    timer.scheduleWithFixedDelay(this::take, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  List<Long> bytes() {
    synchronized (bytes) {
      return List.copyOf(bytes);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void take() {
    memory.gc();
    // Not what is in use now: others have allocated since.
    bytes.add(pools.stream().mapToLong(pool -> pool.getCollectionUsage().getUsed()).sum());
  }
}
