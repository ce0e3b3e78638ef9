package io.sqluice.duckdb.file;

/**
 * Says in a process that this copy of the library has a file open. A worker can load the library
 * several times, once for each job that brings it along, and each copy has a DuckDB of its own. The
 * locks that keep other processes away do not keep these from each other, and two that wrote to one
 * file would destroy it.
 *
 * <p>The claims are system properties, which all copies see. Thread-safe.
 */
final class ProcessClaim implements AutoCloseable {

  private static final String PREFIX = "io.sqluice.duckdb.open:";

  private final String property;
  private boolean closed;

  private ProcessClaim(String property) {
    this.property = property;
  }

  /**
   * Claims a file, as often as this copy likes.
   *
   * @param location the same for all names of the file
   * @throws FileHeldException if another copy has claimed it
   */
  static ProcessClaim of(FileConfig config, String location) throws FileHeldException {
    return of(config, location, "" + System.identityHashCode(ProcessClaim.class));
  }

  static ProcessClaim of(FileConfig config, String location, String copy) throws FileHeldException {
    String property = PREFIX + location;
    if (config.inMemory()) {
      return new ProcessClaim(property + copy);
    }
    Object now =
        System.getProperties()
            .compute(
                property, (key, old) -> old == null || isOf(old, copy) ? next(old, copy, 1) : old);
    if (!isOf(now, copy)) {
      throw new FileHeldException(
          "Cannot open the DuckDB file %s: another job of this worker has it open, with a Sqluice of its own. Put Sqluice's jar into Flink's lib folder instead of sending it along with jobs, or write to another file."
              .formatted(config.path()));
    }
    return new ProcessClaim(property);
  }

  private static boolean isOf(Object claim, String copy) {
    return claim.toString().startsWith(copy + " ");
  }

  /** The claim with a number of holders more; null if there are none left. */
  private static String next(Object claim, String copy, int more) {
    int holders = more + (claim == null ? 0 : Integer.parseInt(claim.toString().split(" ")[1]));
    return holders == 0 ? null : copy + " " + holders;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      System.getProperties()
          .computeIfPresent(property, (key, old) -> next(old, old.toString().split(" ")[0], -1));
    }
  }
}
