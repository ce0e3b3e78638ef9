package io.sqluice.duckdb.file;

import io.sqluice.duckdb.engine.MemoryBudget;
import io.sqluice.duckdb.engine.SessionFolder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;
import javax.annotation.Nullable;
import org.apache.flink.configuration.MemorySize;

/**
 * Says in a process that this copy of the library has a file open, and takes its memory from what
 * the process has for DuckDB, once for all that have it open. A worker can load the library several
 * times, once for each job that brings it along, and each copy has a DuckDB of its own. The locks
 * that keep other processes away do not keep these from each other, and two that wrote to one file
 * would destroy it.
 *
 * <p>What is in memory gets a folder of its own to spill to, which goes with the last claim; a file
 * spills to a folder beside it.
 *
 * <p>The claims are system properties, which all copies see. Thread-safe.
 */
final class ProcessClaim implements AutoCloseable {

  private static final String PREFIX = "io.sqluice.duckdb.open:";

  private final String property;
  @Nullable private final Path folder;
  private boolean closed;

  /** What the property says. */
  private record Holders(String copy, int count, long memory, @Nullable Path folder) {

    static Holders parse(Object text) {
      String[] words = text.toString().split(" ", 4); // The folder may have spaces.
      return new Holders(
          words[0],
          Integer.parseInt(words[1]),
          Long.parseLong(words[2]),
          words.length < 4 ? null : Path.of(words[3]));
    }

    Holders plus(int more) {
      return new Holders(copy, count + more, memory, folder);
    }

    @Override
    public String toString() {
      return copy + " " + count + " " + memory + (folder == null ? "" : " " + folder);
    }
  }

  private ProcessClaim(String property, @Nullable Path folder) {
    this.property = property;
    this.folder = folder;
  }

  /**
   * Claims a file, as often as this copy likes.
   *
   * @param location the same for all names of the file
   * @throws FileHeldException if another copy has claimed it
   * @throws FileException if the memory of the process does not suffice, or there can be no folder
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
      now = properties.compute(property, (key, old) -> claimed(old, copy, config));
    } catch (IllegalStateException | UncheckedIOException e) {
      throw new FileException(
          "Cannot open the DuckDB file %s: %s".formatted(config.path(), e.getMessage()), e);
    }
    Holders holders = Holders.parse(now);
    if (!holders.copy().equals(copy)) {
      throw new FileHeldException(
          "Cannot open the DuckDB file %s: another job of this worker has it open, with a Sqluice of its own. Put Sqluice's jar into Flink's lib folder instead of sending it along with jobs, or write to another file."
              .formatted(config.path()));
    }
    return new ProcessClaim(property, holders.folder());
  }

  private static Object claimed(Object old, String copy, FileConfig config) {
    if (old == null) {
      MemorySize memory = config.memoryLimit();
      MemoryBudget.OF_PROCESS.take(memory);
      try {
        Path folder = config.inMemory() ? SessionFolder.make() : null;
        return "" + new Holders(copy, 1, memory.getBytes(), folder);
      } catch (UncheckedIOException e) {
        MemoryBudget.OF_PROCESS.give(memory);
        throw e;
      }
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
    if (left.folder() != null) {
      SessionFolder.delete(left.folder());
    }
    return null;
  }

  /** Where what is in memory spills to; null for a file. */
  @Nullable
  Path folder() {
    return folder;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      System.getProperties().computeIfPresent(property, (key, old) -> released(old));
    }
  }
}
