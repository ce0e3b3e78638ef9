package io.sqluice.duckdb.batch;

import org.apache.flink.table.api.dataview.ListView;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.data.RowData;

/** The one open batch of a key. Views on state show that of the current key. */
public final class OpenBatch {

  private static final String COUNT = "count";
  private static final String END = "end";
  private static final String ID = "id";

  private final ListView<RowData> rows;
  private final MapView<String, Long> marks;
  private final BatchOutput output;

  /**
   * @param rows the batch's rows
   * @param marks what is known of the batch: empty if none is open
   */
  public OpenBatch(ListView<RowData> rows, MapView<String, Long> marks, BatchOutput output) {
    this.rows = rows;
    this.marks = marks;
    this.output = output;
  }

  long count() throws Exception {
    return or(marks.get(COUNT), 0);
  }

  /** Adds a row and returns how many there are now. */
  long add(RowData row) throws Exception {
    long count = count() + 1;
    rows.add(row);
    marks.put(COUNT, count);
    return count;
  }

  /** When the batch closes, {@link BatchTime#END} if no time has been set. */
  long end() throws Exception {
    return or(marks.get(END), BatchTime.END);
  }

  void end(long end) throws Exception {
    marks.put(END, end);
  }

  /** The id of the batch's rows; null if there is no row, or its id is NULL. */
  Long id() throws Exception {
    return marks.get(ID);
  }

  void id(long id) throws Exception {
    marks.put(ID, id);
  }

  /** Runs the query over the rows, also if there are none; no batch is open then. */
  void close() throws Exception {
    output.close(rows.get(), count());
    rows.clear();
    marks.clear();
  }

  private static long or(Long value, long absent) {
    return value == null ? absent : value;
  }
}
