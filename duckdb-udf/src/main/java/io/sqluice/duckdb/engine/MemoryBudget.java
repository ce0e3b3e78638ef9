package io.sqluice.duckdb.engine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.apache.flink.configuration.MemorySize;

/**
 * The memory that all sessions and files of a process may take together: what the machine, or the
 * container, has beside the Java heap. DuckDB that is out of memory takes the process with it, so
 * that a session which would not fit is not opened. Thread-safe.
 */
public final class MemoryBudget {

  /** All tasks share the memory of their process. */
  public static final MemoryBudget OF_PROCESS =
      new MemoryBudget(beside(Runtime.getRuntime().maxMemory()));

  private final long bytes;
  private long taken;

  MemoryBudget(long bytes) {
    this.bytes = bytes;
  }

  private static long beside(long heap) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getTotalMemorySize() - heap;
  }

  /**
   * Takes a part of it, until {@link #give}.
   *
   * @throws IllegalStateException if there is not so much left
   */
  public synchronized void take(MemorySize size) {
    if (taken + size.getBytes() > bytes) {
      throw new IllegalStateException(
          "DuckDB may take %s in this task and %s in others of this process, but beside the Java heap the machine has %s; set the memory limit lower ('transform.memory-limit' for payloads, 'duckdb.memory-limit' for files), run fewer such tasks in a process, or give the process a smaller heap"
              .formatted(text(size.getBytes()), text(taken), text(Math.max(0, bytes))));
    }
    taken += size.getBytes();
  }

  /** Gives a part back. */
  public synchronized void give(MemorySize size) {
    taken -= size.getBytes();
  }

  private static String text(long bytes) {
    return new MemorySize(bytes).getMebiBytes() + " mb";
  }
}
