package io.sqluice.job.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Prints the rows of all queries of a script to one stream, up to a number of rows in all.
 *
 * <p>Thread-safe: each query is read on a thread of its own. Rows are flushed batch by batch.
 */
public final class ResultPrinter {

  private final RowWriter writer;
  private final Display display;
  private final BooleanSupplier outputBroken;
  private final Set<Integer> started = new HashSet<>();
  private long remaining;
  private boolean complete;

  /**
   * @param maxRows of all queries together; {@link Long#MAX_VALUE} for no limit
   * @param outputBroken whether nobody reads the output any more
   */
  public ResultPrinter(
      RowWriter writer, Display display, BooleanSupplier outputBroken, long maxRows) {
    this.writer = writer;
    this.display = display;
    this.outputBroken = outputBroken;
    this.remaining = maxRows;
  }

  /**
   * Prints rows of a query.
   *
   * @return how many were printed: fewer than given once the limit is reached or nobody reads
   */
  public synchronized int print(PrintedQuery query, List<RowData> rows) {
    int count = complete ? 0 : (int) Math.min(remaining, rows.size());
    if (count == 0) {
      return 0;
    }
    write(
        () -> {
          startOnce(query);
          for (RowData row : rows.subList(0, count)) {
            writer.row(query, row);
          }
        });
    remaining -= count;
    complete = remaining == 0 || outputBroken.getAsBoolean();
    return count;
  }

  /** Prints what stands around the rows of a query that has ended. */
  public synchronized void end(PrintedQuery query) {
    write(
        () -> {
          startOnce(query);
          writer.end(query);
        });
  }

  /** Prints the answer of a statement such as SHOW; it does not count as rows. */
  public synchronized void answer(RowType type, List<RowData> rows) {
    write(() -> writer.answer(type, rows));
  }

  /** Whether no more rows will be printed, because the limit is reached or nobody reads. */
  public synchronized boolean isComplete() {
    return complete;
  }

  private void startOnce(PrintedQuery query) throws IOException {
    if (started.add(query.number())) {
      writer.start(query);
    }
  }

  private void write(Output output) {
    synchronized (display) {
      display.clearStatus();
      try {
        output.run();
        writer.flush();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write to standard output", e);
      }
    }
  }

  /** A piece of output. */
  private interface Output {
    void run() throws IOException;
  }
}
