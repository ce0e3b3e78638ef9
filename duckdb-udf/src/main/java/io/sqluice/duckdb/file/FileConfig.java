package io.sqluice.duckdb.file;

import java.io.Serializable;
import org.apache.flink.configuration.MemorySize;

/**
 * A DuckDB file and how it is opened. All that have one file open in a process share one DuckDB,
 * and so these settings.
 *
 * @param path of the file; {@code :memory:} for a database that each one has for itself, {@code
 *     :memory:NAME} for one that all of a process share while somebody has it open
 * @param readOnly whether nothing is written, so that several processes can open it
 * @param memoryLimit what DuckDB may take beside the Java heap
 * @param threads how many threads one query may use
 * @param externalAccess whether queries may read and write other files
 */
public record FileConfig(
    String path, boolean readOnly, MemorySize memoryLimit, int threads, boolean externalAccess)
    implements Serializable {

  private static final String MEMORY = ":memory:";

  /** Whether there is no file. */
  public boolean inMemory() {
    return path.startsWith(MEMORY);
  }

  /** Whether nobody else can see what is written. */
  boolean isPrivate() {
    return path.equals(MEMORY);
  }
}
