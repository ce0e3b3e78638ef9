package io.sqluice.duckdb.file;

import io.sqluice.duckdb.engine.MemoryBudget;
import java.util.Properties;
import org.apache.flink.configuration.MemorySize;

/**
 * Says in a process that this copy of the library has a file open, and takes its memory from what
 * the process has for DuckDB, once for all that have it open. A worker can load the library several
 * times, once for each job that brings it along, and each copy has a DuckDB of its own. The locks
 * that keep other processes away do not keep these from each other, and two that wrote to one file
 * would destroy it.
 *
 * <p>The claims are system properties, which all copies see. Thread-safe.
 */
final class ProcessClaim implements AutoCloseable {

  private static final String PREFIX = "io.sqluice.duckdb.open:";

  private final String property;
  private boolean closed;

  /** What the property says. */
  private record Holders(String copy, int count, long memory) {

    static Holders parse(Object text) {
      String[] words = text.toString().split(" ");
      return new Holders(words[0], Integer.parseInt(words[1]), Long.parseLong(words[2]));
    }

    Holders plus(int more) {
      return new Holders(copy, count + more, memory);
    }

    @Override
    public String toString() {
      return copy + " " + count + " " + memory;
    }
  }

  private ProcessClaim(String property) {
    this.property = property;
  }

  /**
   * Claims a file, as often as this copy likes.
   *
   * @param location the same for all names of the file
   * @throws FileHeldException if another copy has claimed it
   * @throws FileException if the memory of the process does not suffice
   */
  static ProcessClaim of(FileConfig config, String location) throws FileException {
    return of(config, location, "" + System.identityHashCode(ProcessClaim.class));
  }

  static ProcessClaim of(FileConfig config, String location, String copy) throws FileException {
    // What is in memory is another database in each copy.
    String property = PREFIX + location + (config.inMemory() ? copy : "");
    Properties properties = System.getProperties();
    Object now;
    try {
      now = properties.compute(property, (key, old) -> claimed(old, copy, config.memoryLimit()));
    } catch (IllegalStateException tooMuch) {
      throw new FileException(
          "Cannot open the DuckDB file %s: %s".formatted(config.path(), tooMuch.getMessage()),
          tooMuch);
    }
    if (!Holders.parse(now).copy().equals(copy)) {
      throw new FileHeldException(
          "Cannot open the DuckDB file %s: another job of this worker has it open, with a Sqluice of its own. Put Sqluice's jar into Flink's lib folder instead of sending it along with jobs, or write to another file."
              .formatted(config.path()));
    }
    return new ProcessClaim(property);
  }

  private static Object claimed(Object old, String copy, MemorySize memory) {
    if (old == null) {
      MemoryBudget.OF_PROCESS.take(memory);
      return "" + new Holders(copy, 1, memory.getBytes());
    }
    Holders holders = Holders.parse(old);
    return holders.copy().equals(copy) ? "" + holders.plus(1) : old;
  }

  private static Object released(Object old) {
    Holders left = Holders.parse(old).plus(-1);
    if (left.count() > 0) {
      return "" + left;
    }
    MemoryBudget.OF_PROCESS.give(new MemorySize(left.memory()));
    return null;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      System.getProperties().computeIfPresent(property, (key, old) -> released(old));
    }
  }
}
