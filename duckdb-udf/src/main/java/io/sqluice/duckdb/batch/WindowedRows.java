package io.sqluice.duckdb.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/**
 * The rows of the open windows of a key. Rows out of order leave several windows open, and a
 * watermark may close thousands at once when history is read, so that closing one must not read the
 * rows of the others: each row knows the number of the one before it in its window.
 */
public final class WindowedRows {

  /** The number of the row before a window's first. */
  private static final long NONE = -1;

  /** A key of its own among the windows: the number of the next row. */
  private static final long NEXT = Long.MIN_VALUE;

  private final MapView<Long, RowData> windows;
  private final MapView<Long, RowData> rows;
  private final int fields;

  /**
   * @param windows by end: the number of the last row, and how many there are
   * @param rows by number: the number of the row before it in its window, and the row
   * @param fields of a row
   */
  public WindowedRows(MapView<Long, RowData> windows, MapView<Long, RowData> rows, int fields) {
    this.windows = windows;
    this.rows = rows;
    this.fields = fields;
  }

  /** Adds a row and tells whether it is the first of its window. */
  boolean add(long end, RowData row) throws Exception {
    RowData next = windows.get(NEXT);
    long number = next == null ? 0 : next.getLong(0);
    RowData window = windows.get(end);
    rows.put(number, GenericRowData.of(window == null ? NONE : window.getLong(0), row));
    windows.put(end, GenericRowData.of(number, window == null ? 1L : window.getLong(1) + 1));
    windows.put(NEXT, GenericRowData.of(number + 1, 0L));
    return window == null;
  }

  /** Takes a window's rows out, in the order of their arrival. */
  List<RowData> remove(long end) throws Exception {
    RowData window = windows.get(end);
    if (window == null) {
      return List.of();
    }
    RowData[] taken = new RowData[Math.toIntExact(window.getLong(1))];
    long number = window.getLong(0);
    for (int position = taken.length - 1; position >= 0; position--) {
      RowData entry = rows.get(number);
      taken[position] = entry.getRow(1, fields);
      rows.remove(number);
      number = entry.getLong(0);
    }
    windows.remove(end);
    return Arrays.asList(taken);
  }

  /** The ends of the windows that have rows, in order. */
  List<Long> ends() throws Exception {
    List<Long> ends = new ArrayList<>();
    for (Long end : windows.keys()) {
      if (end != NEXT) {
        ends.add(end);
      }
    }
    ends.sort(null);
    return ends;
  }

  /** Forgets the count of rows too, if there are none. */
  void clearIfEmpty() throws Exception {
    if (rows.isEmpty()) {
      windows.clear();
    }
  }

  boolean isEmpty() throws Exception {
    return rows.isEmpty();
  }
}
