package io.sqluice.duckdb.engine;

import java.io.Serializable;
import java.time.Duration;
import javax.annotation.Nullable;
import org.apache.flink.configuration.MemorySize;

/**
 * What the queries of a session may use.
 *
 * @param memoryLimit limit of DuckDB's memory, which is outside of the Java heap
 * @param threads that DuckDB runs a query on, at least 1
 * @param timeout of one query
 * @param externalAccess whether queries may read files and the network, and load extensions that
 *     are installed; that is for SQL over data of one's own only
 * @param attachment a DuckDB database or a Parquet, CSV or JSON file that queries may read, as a
 *     schema or a table with the file's name without its ending; null for none
 */
public record SessionConfig(
    MemorySize memoryLimit,
    int threads,
    Duration timeout,
    boolean externalAccess,
    @Nullable String attachment)
    implements Serializable {

  /** 256 MB, one thread, 30 seconds, and no access to anything outside. */
  public static final SessionConfig DEFAULT =
      new SessionConfig(MemorySize.ofMebiBytes(256), 1, Duration.ofSeconds(30), false, null);
}
