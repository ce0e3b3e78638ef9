package io.sqluice.job.progress;

/**
 * What has been read through one table.
 *
 * @param asked how often it was asked, in words
 * @param rows emitted
 * @param errors polls or lookups that failed
 * @param decodeErrors records that did not become rows, and were skipped or are rows of NULLs
 */
public record TableProgress(String table, String asked, long rows, long errors, long decodeErrors) {

  /**
   * The words for a table that polls.
   *
   * @param polls that have ended, failed ones included
   */
  static String polled(long polls) {
    return count(polls, "poll");
  }

  /**
   * The words for a table that rows are looked up in.
   *
   * @param lookups of rows, those that a cache answered included
   * @param requests that were sent for them
   */
  static String lookedUp(long lookups, long requests) {
    return count(lookups, "lookup") + " by " + count(requests, "request");
  }

  @Override
  public String toString() {
    return table
        + ": "
        + asked
        + ", "
        + count(rows, "row")
        + ", "
        + count(errors, "error")
        + (decodeErrors == 0 ? "" : ", " + count(decodeErrors, "decode error"));
  }

  private static String count(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }
}
