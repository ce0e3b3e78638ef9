package io.sqluice.job.progress;

/**
 * What has been read through one table.
 *
 * @param polls that have ended, failed ones included
 * @param rows emitted
 * @param errors polls that failed
 * @param decodeErrors records that did not become rows, and were skipped or are rows of NULLs
 */
public record TableProgress(String table, long polls, long rows, long errors, long decodeErrors) {

  @Override
  public String toString() {
    return table
        + ": "
        + count(polls, "poll")
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
