package io.sqluice.job.output;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.table.types.utils.TypeConversions;
import org.apache.flink.table.utils.print.PrintStyle;
import org.apache.flink.table.utils.print.TableauStyle;

/**
 * Writes rows as Flink's SQL client does, but at once: column widths come from the types.
 *
 * <p>The rows of several SELECTs share the output; a line names the query whenever another one's
 * rows begin.
 */
final class TableWriter implements RowWriter {

  private final PrintWriter out;
  private final OutputFormat.Settings settings;
  private final Map<Integer, TableauStyle> tables = new HashMap<>();
  private final Map<Integer, Long> counts = new HashMap<>();
  private int shownQuery;

  TableWriter(OutputStream out, OutputFormat.Settings settings) {
    this.out = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    this.settings = settings;
  }

  @Override
  public void start(PrintedQuery query) {
    TableauStyle table =
        PrintStyle.tableauWithTypeInferredColumnWidths(
            schema(query.type()),
            row -> texts(query.type(), row),
            settings.maxColumnWidth(),
            false,
            query.updating());
    tables.put(query.number(), table);
    counts.put(query.number(), 0L);
    if (query.amongSeveral()) {
      out.println("query " + query.number() + " (" + query.origin() + ")");
      shownQuery = query.number();
    }
    table.printBorderLine(out);
    table.printColumnNamesTableauRow(out);
    table.printBorderLine(out);
  }

  @Override
  public void row(PrintedQuery query, RowData row) {
    name(query);
    TableauStyle table = tables.get(query.number());
    table.printTableauRow(table.rowFieldsToString(row), out);
    counts.merge(query.number(), 1L, Long::sum);
  }

  @Override
  public void end(PrintedQuery query) {
    name(query);
    tables.get(query.number()).printBorderLine(out);
    long count = counts.get(query.number());
    out.println(count + (count == 1 ? " row" : " rows"));
  }

  private void name(PrintedQuery query) {
    if (query.amongSeveral() && shownQuery != query.number()) {
      out.println("query " + query.number() + " (" + query.origin() + ")");
      shownQuery = query.number();
    }
  }

  @Override
  public void answer(RowType type, List<RowData> rows) {
    if (rows.size() == 1 && type.getFieldCount() == 1 && isMultiLine(type, rows.get(0))) {
      out.println(texts(type, rows.get(0))[0].stripTrailing());
      return;
    }
    PrintStyle.tableauWithDataInferredColumnWidths(
            schema(type), row -> texts(type, row), Integer.MAX_VALUE, true, false)
        .print(rows.iterator(), out);
  }

  private boolean isMultiLine(RowType type, RowData row) {
    return texts(type, row)[0].indexOf('\n') >= 0;
  }

  private static ResolvedSchema schema(RowType type) {
    return ResolvedSchema.physical(
        type.getFieldNames(),
        type.getChildren().stream().<DataType>map(TypeConversions::fromLogicalToDataType).toList());
  }

  private String[] texts(RowType type, RowData row) {
    String[] texts = new String[type.getFieldCount()];
    for (int i = 0; i < texts.length; i++) {
      Object value = RowData.createFieldGetter(type.getTypeAt(i), i).getFieldOrNull(row);
      texts[i] = value == null ? PrintStyle.NULL_VALUE : text(type.getTypeAt(i), value);
    }
    return texts;
  }

  private String text(LogicalType type, Object value) {
    if (type.is(LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE)) {
      return dateTime(((TimestampData) value).toLocalDateTime(), type);
    }
    if (type.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE)) {
      return dateTime(
          LocalDateTime.ofInstant(((TimestampData) value).toInstant(), settings.zone()), type);
    }
    return PlainText.of(type, value);
  }

  private static String dateTime(LocalDateTime dateTime, LogicalType type) {
    return TemporalText.dateTime(dateTime, ' ', LogicalTypeChecks.getPrecision(type));
  }

  @Override
  public void flush() {
    out.flush();
  }
}
