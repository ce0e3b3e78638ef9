package io.sqluice.http.source;

import io.sqluice.http.source.PollProgress.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.JoinedRowData;

/**
 * Emits the rows of accepted pages one by one, with their metadata columns behind the physical
 * ones.
 *
 * <p>Used by the task thread only.
 */
final class RowEmitter {

  private final List<HttpMetadata> columns;
  private final boolean marksLast;
  private final SourceMetrics metrics;
  private final SourceWatermarkClock clock;

  /** Pages with rows to emit. Two of them only while a row waits to know whether it is the last. */
  private final Deque<PendingPage> pages = new ArrayDeque<>();

  /** How many rows of the first page have been emitted. */
  private int emitted;

  private long remaining;

  RowEmitter(List<HttpMetadata> columns, SourceMetrics metrics, SourceWatermarkClock clock) {
    this.columns = columns;
    this.marksLast = columns.contains(HttpMetadata.LAST);
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Takes a page whose fetch time is registered; it is released with the page's last row. */
  void add(PendingPage page) {
    if (page.rows().isEmpty()) {
      clock.released(page.metadata().fetchTime());
      return;
    }
    pages.add(page);
    remaining += page.rows().size();
  }

  /**
   * Emits the next row, if there is one and what its columns say is known.
   *
   * @return whether a row was emitted
   */
  boolean emitNext(SourceOutput<RowData> output, Outcome outcome) {
    if (remaining == 0 || (marksLast && remaining == 1 && outcome == Outcome.RUNNING)) {
      return false;
    }
    PendingPage page = pages.element();
    PendingRow next = page.rows().get(emitted);
    RowData row = next.row();
    if (!columns.isEmpty()) {
      // What a failed poll has emitted may have no last row: its records go on.
      boolean last = remaining == 1 && (outcome == Outcome.COMPLETE || outcome == Outcome.REPORTED);
      row = withMetadata(row, new EmittedRecord(page.metadata(), next, last));
    }
    output.collect(row);
    metrics.recordEmitted();
    emitted++;
    remaining--;
    if (emitted == page.rows().size()) {
      pages.remove();
      emitted = 0;
      clock.released(page.metadata().fetchTime());
    }
    return true;
  }

  /** The rows that are still to be emitted. */
  List<PendingPage> pending() {
    List<PendingPage> pending = new ArrayList<>(pages);
    if (emitted > 0) {
      PendingPage first = pending.get(0);
      pending.set(
          0, new PendingPage(first.metadata(), first.rows().subList(emitted, first.rows().size())));
    }
    return pending;
  }

  private RowData withMetadata(RowData row, EmittedRecord record) {
    GenericRowData values = new GenericRowData(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      values.setField(i, columns.get(i).read(record));
    }
    return new JoinedRowData(row.getRowKind(), row, values);
  }
}
