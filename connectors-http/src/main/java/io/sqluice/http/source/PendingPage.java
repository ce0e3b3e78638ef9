package io.sqluice.http.source;

import java.util.List;
import org.apache.flink.table.data.GenericRowData;

/**
 * The rows of an accepted answer that have not been emitted yet.
 *
 * @param metadata what they have in common
 */
record PendingPage(PageMetadata metadata, List<PendingRow> rows) {

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
}
