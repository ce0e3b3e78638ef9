package io.sqluice.http.client;

import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * How many requests may be sent.
 *
 * @param requestsPerSecond null for no limit
 * @param maxConcurrent requests in flight at once, at least 1
 * @param group the tables of a worker that share the budget; null for the table alone
 * @param part which part of the rate this task has; null for all of it
 */
public record RateLimit(
    @Nullable Double requestsPerSecond,
    int maxConcurrent,
    @Nullable String group,
    @Nullable Part part)
    implements Serializable {

  /**
   * The part of one of several tasks that ask for the same: an equal share of the rate. The shares
   * of tasks that meet on a worker add up, to the whole rate at most, and their requests in flight
   * are counted together.
   *
   * @param of what the tasks ask for
   * @param tasks how many they are on all workers
   */
  public record Part(String of, int tasks) implements Serializable {}

  /** The budget of a table that one task reads. */
  public RateLimit(@Nullable Double requestsPerSecond, int maxConcurrent, @Nullable String group) {
    this(requestsPerSecond, maxConcurrent, group, null);
  }

  /** This budget for a task that has a part of it. */
  public RateLimit with(Part other) {
    return new RateLimit(requestsPerSecond, maxConcurrent, group, other);
  }

  /** Who shares the budget; null if nobody does. A group is never equal to a {@link Part#of}. */
  @Nullable
  Object sharedBy() {
    if (group != null) {
      return group;
    }
    return part == null ? null : new Part(part.of(), 0);
  }
}
