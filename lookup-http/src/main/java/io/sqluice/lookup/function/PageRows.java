package io.sqluice.lookup.function;

import io.sqluice.http.api.HeaderFields;
import io.sqluice.http.response.ExtractedPage;
import io.sqluice.http.secret.Redaction;
import java.util.function.IntFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Makes result rows of the pages of answers, and counts what did not become one. Thread-safe. */
final class PageRows {

  private final ResultRows rows;
  private final Redaction redaction;
  private final LookupMetrics metrics;
  private final LookupWarnings warnings;

  PageRows(ResultRows rows, Redaction redaction, LookupMetrics metrics, LookupWarnings warnings) {
    this.rows = rows;
    this.redaction = redaction;
    this.metrics = metrics;
    this.warnings = warnings;
  }

  /** Where a person is told of what the answers have. */
  LookupWarnings warnings() {
    return warnings;
  }

  /** Takes a result row. */
  interface Taker {
    void take(GenericRowData parameters, RowData row);
  }

  /**
   * Gives the rows of a page to a taker.
   *
   * @param asked the values that the record of some number, from 0, is an answer to; null if nobody
   *     asked for it
   */
  void give(ExtractedPage page, IntFunction<GenericRowData> asked, Taker taker) {
    if (page.decodeErrors().count() > 0) {
      metrics.decodeFailed(page.decodeErrors().count());
      warnings.note(page.decodeErrors());
    }
    Origin origin = origin(page, null);
    int[] records = page.recordNumbers();
    for (int i = 0; i < records.length; i++) {
      GenericRowData parameters = asked.apply(records[i]);
      if (parameters != null) {
        String error = page.errors().get(i);
        taker.take(
            parameters,
            rows.row(page.rows().get(i), parameters, error == null ? origin : origin(page, error)));
      }
    }
  }

  private Origin origin(ExtractedPage page, String error) {
    return new Origin(
        page.response().statusCode(),
        rows.readHeaders() ? HeaderFields.redacted(page.response().headers(), redaction) : null,
        error == null ? null : redaction.redact(error));
  }
}
