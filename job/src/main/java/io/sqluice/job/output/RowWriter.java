package io.sqluice.job.output;

import java.io.IOException;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Writes rows in one form. Not thread-safe: the caller takes care that one thread writes at a time.
 */
public interface RowWriter {

  /** Writes what stands before a query's first row. */
  void start(PrintedQuery query) throws IOException;

  void row(PrintedQuery query, RowData row) throws IOException;

  /** Writes what stands behind a query's last row. */
  void end(PrintedQuery query) throws IOException;

  /** Writes the whole answer of a statement such as SHOW or DESCRIBE. */
  void answer(RowType type, List<RowData> rows) throws IOException;

  /** Hands everything that was written to the stream. */
  void flush() throws IOException;
}
