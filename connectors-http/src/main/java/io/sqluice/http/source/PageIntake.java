package io.sqluice.http.source;

import io.sqluice.http.secret.Redaction;
import java.util.List;

/**
 * Takes an accepted answer: what it is, for the metadata columns that are read, and those of its
 * rows that are to be emitted. Used by the task thread only.
 */
final class PageIntake {

  private final List<HttpMetadata> columns;
  private final EmitFilter filter;
  private final DecodeErrorLog decodeErrors;
  private final Redaction redaction;
  private final SourceMetrics metrics;

  /**
   * @param redaction takes the table's secrets out of metadata columns
   */
  PageIntake(
      List<HttpMetadata> columns,
      EmitFilter filter,
      DecodeErrorLog decodeErrors,
      Redaction redaction,
      SourceMetrics metrics) {
    this.columns = columns;
    this.filter = filter;
    this.decodeErrors = decodeErrors;
    this.redaction = redaction;
    this.metrics = metrics;
  }

  /** The page to be emitted, of the poll that the split is in. */
  PendingPage accept(FetchedPage fetched, HttpSplit split) {
    metrics.pageReceived();
    PollProgress poll = split.poll();
    int page = poll.position().pagesReceived();
    long number = split.history().ended() + 1;
    decodeErrors.note(fetched.notes().decodeErrors(), number, page);
    PageMetadata metadata =
        new PageMetadata(
            poll.triggerTime(),
            fetched.fetchTime(),
            number,
            page,
            fetched.response().statusCode(),
            columns.contains(HttpMetadata.HEADERS) ? fetched.response().headers() : null,
            columns.contains(HttpMetadata.URL) ? fetched.response().url() : null,
            columns.contains(HttpMetadata.BODY) ? fetched.response().body() : null);
    List<PendingRow> rows = filter.apply(fetched, split.baseline().pageHash(page));
    return new PendingPage(
        metadata.redacted(redaction), rows.stream().map(row -> row.redacted(redaction)).toList());
  }
}
