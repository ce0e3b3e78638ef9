package io.sqluice.job.output;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Writes RFC 4180 lines behind a header line; NULL is an empty field, an empty string is {@code
 * ""}.
 *
 * <p>A first column {@code $op} says the kind of the row when the query updates.
 */
final class CsvWriter implements RowWriter {

  private static final String END_OF_LINE = "\r\n";

  private final Writer out;

  CsvWriter(OutputStream out) {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  @Override
  public void start(PrintedQuery query) throws IOException {
    List<String> names = new ArrayList<>();
    if (query.updating()) {
      names.add("$op");
    }
    names.addAll(query.type().getFieldNames());
    line(names);
  }

  @Override
  public void row(PrintedQuery query, RowData row) throws IOException {
    List<String> fields = new ArrayList<>();
    if (query.updating()) {
      fields.add(row.getRowKind().shortString());
    }
    addFields(fields, query.type(), row);
    line(fields);
  }

  @Override
  public void end(PrintedQuery query) {}

  @Override
  public void answer(RowType type, List<RowData> rows) throws IOException {
    line(type.getFieldNames());
    for (RowData row : rows) {
      List<String> fields = new ArrayList<>();
      addFields(fields, type, row);
      line(fields);
    }
  }

  private static void addFields(List<String> fields, RowType type, RowData row) {
    for (int i = 0; i < type.getFieldCount(); i++) {
      Object value = RowData.createFieldGetter(type.getTypeAt(i), i).getFieldOrNull(row);
      fields.add(value == null ? null : PlainText.of(type.getTypeAt(i), value));
    }
  }

  private void line(List<String> fields) throws IOException {
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      if (fields.get(i) != null) {
        out.write(escaped(fields.get(i)));
      }
    }
    out.write(END_OF_LINE);
  }

  private static String escaped(String field) {
    boolean quoted =
        field.isEmpty()
            || field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? "\"" + field.replace("\"", "\"\"") + "\"" : field;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
