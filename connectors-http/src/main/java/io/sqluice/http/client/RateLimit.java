package io.sqluice.http.client;

import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * How many requests may be sent.
 *
 * @param requestsPerSecond null for no limit
 * @param maxConcurrent requests in flight at once, at least 1
 * @param group the tables of a worker that share the budget; null for the table alone
 * @param partOf the table of whose rate this is a part: the parts of one table that meet on a
 *     worker add up, while its requests in flight are counted together; null if it is the whole
 */
public record RateLimit(
    @Nullable Double requestsPerSecond,
    int maxConcurrent,
    @Nullable String group,
    @Nullable String partOf)
    implements Serializable {

  /** The budget of a table that one task reads. */
  public RateLimit(@Nullable Double requestsPerSecond, int maxConcurrent, @Nullable String group) {
    this(requestsPerSecond, maxConcurrent, group, null);
  }

  /**
   * The part of one of several tasks that ask for the same table: its share of the rate, and the
   * same number in flight, for all of them on a worker together.
   *
   * @param table the table's full name
   * @param tasks how many they are on all workers
   */
  public RateLimit part(String table, int tasks) {
    Double share = requestsPerSecond == null ? null : requestsPerSecond / tasks;
    return new RateLimit(share, maxConcurrent, group, table);
  }

  /** Who shares the budget; null if nobody does. */
  @Nullable
  Object sharedBy() {
    if (group != null) {
      return group;
    }
    return partOf == null ? null : new Table(partOf);
  }

  /** The tasks of one table; never equal to a group of the same name. */
  private record Table(String name) {}
}
