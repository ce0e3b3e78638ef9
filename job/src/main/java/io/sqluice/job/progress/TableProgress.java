package io.sqluice.job.progress;

/**
 * What has been read through one table.
 *
 * @param polls that have ended, failed ones included
 * @param rows emitted
 * @param errors polls that failed
 */
public record TableProgress(String table, long polls, long rows, long errors) {

  @Override
  public String toString() {
    return table
        + ": "
        + count(polls, "poll")
        + ", "
        + count(rows, "row")
        + ", "
        + count(errors, "error");
  }

  private static String count(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }
}
