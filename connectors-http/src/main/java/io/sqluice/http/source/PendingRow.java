package io.sqluice.http.source;

import io.sqluice.http.secret.Redaction;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;

/**
 * A row of an accepted answer that has not been emitted yet.
 *
 * @param row physical columns only, in order
 * @param index the number of its record within the page, from 0
 * @param error why the columns are NULL; null for a row of values
 */
record PendingRow(RowData row, long index, @Nullable String error) {

  /** The same without the secrets that the error quotes: an API may repeat what it was sent. */
  PendingRow redacted(Redaction redaction) {
    return error == null ? this : new PendingRow(row, index, redaction.redact(error));
  }
}
