package io.sqluice.http.schedule;

/** What happens to fire times that passed while a poll overran or the job was down. */
public enum MisfirePolicy {
  /** They are dropped. */
  SKIP,
  /** One poll makes up for all of them, at once, with the newest missed fire time. */
  RUN_ONCE,
  /** One poll for each of them, oldest first, at most {@value #CATCH_UP_LIMIT}. */
  CATCH_UP;

  /**
   * The most missed fire times that are caught up; of more, the newest are kept. They are counted
   * when the backlog is met: those missed while it is caught up are counted after it.
   */
  public static final int CATCH_UP_LIMIT = 1_000;
}
