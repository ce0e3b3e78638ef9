package io.sqluice.job.execution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/**
 * What the changes of a result come to, for a query that is to be printed as batch mode does: once
 * it has ended. For the thread that reads the query's rows.
 */
final class FinalRows {

  private final Map<RowData, Integer> counts = new LinkedHashMap<>();

  /** Takes changes in their order; the rows are kept, and become inserts. */
  void add(List<RowData> changes) {
    for (RowData change : changes) {
      RowKind kind = change.getRowKind();
      change.setRowKind(RowKind.INSERT);
      boolean added = kind == RowKind.INSERT || kind == RowKind.UPDATE_AFTER;
      counts.merge(
          change, added ? 1 : -1, (count, step) -> count + step == 0 ? null : count + step);
    }
  }

  /** The rows that are left, in the order in which they came. */
  List<RowData> rows() {
    List<RowData> rows = new ArrayList<>();
    counts.forEach((row, count) -> rows.addAll(Collections.nCopies(Math.max(count, 0), row)));
    return rows;
  }
}
