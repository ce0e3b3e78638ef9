package io.sqluice.benchmarks.duckdb;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Rows of Flink's as the text of a list of lists, in which form both sides can be compared. */
final class ResultText {

  private ResultText() {}

  static String of(List<RowData> rows, RowType type) {
    List<List<Object>> values = new ArrayList<>();
    for (RowData row : rows) {
      List<Object> fields = new ArrayList<>();
      for (int i = 0; i < type.getFieldCount(); i++) {
        fields.add(RowData.createFieldGetter(type.getTypeAt(i), i).getFieldOrNull(row));
      }
      values.add(fields);
    }
    return values.toString();
  }
}
