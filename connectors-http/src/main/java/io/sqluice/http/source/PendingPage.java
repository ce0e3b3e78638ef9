package io.sqluice.http.source;

import java.util.List;
import org.apache.flink.table.data.GenericRowData;

/**
 * The rows of an accepted answer that have not been emitted yet.
 *
 * @param metadata what they have in common
 */
record PendingPage(PageMetadata metadata, List<PendingRow> rows) {

  /** What is kept of an answer only if it is read. */
  private static final List<HttpMetadata> KEPT_IF_READ =
      List.of(HttpMetadata.HEADERS, HttpMetadata.URL, HttpMetadata.BODY);

  /**
   * The row of a failed poll.
   *
   * @param columns the physical columns, all NULL
   * @param reason why the poll failed
   */
  static PendingPage ofFailure(PageMetadata metadata, int columns, String reason) {
    return new PendingPage(
        metadata, List.of(new PendingRow(new GenericRowData(columns), 0, reason)));
  }

  /**
   * Checks a page that was restored.
   *
   * @param columns the metadata columns that are read now
   * @throws IllegalStateException if the page was taken without one of them
   */
  void checkHolds(List<HttpMetadata> columns) {
    // The row of a failed poll has no answer to tell of.
    if (rows.stream().allMatch(row -> row.error() != null)) {
      return;
    }
    for (HttpMetadata column : KEPT_IF_READ) {
      if (columns.contains(column)
          && column.read(new EmittedRecord(metadata, rows.get(0), false)) == null) {
        throw new IllegalStateException(
            "The checkpoint was taken inside a page of an 'http' table and holds rows without the"
                + " metadata column '"
                + column.key()
                + "', but a query now reads it: run the script as it was once more and stop it"
                + " between two polls, or start without the checkpoint.");
      }
    }
  }
}
