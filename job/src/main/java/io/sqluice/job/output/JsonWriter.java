package io.sqluice.job.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Writes a JSON object a line.
 *
 * <p>{@code $op} (+I, -U, +U, -D) comes first when the query updates, {@code $query} when the
 * script has several SELECTs.
 */
final class JsonWriter implements RowWriter {

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          // Shortest digits that read back as the same number; the JDK's are not always.
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();

  private final JsonGenerator json;
  private final JsonValue values;

  JsonWriter(OutputStream out) {
    try {
      json = FACTORY.createGenerator(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.setRootValueSeparator(null);
    values = new JsonValue(json);
  }

  @Override
  public void start(PrintedQuery query) {}

  @Override
  public void row(PrintedQuery query, RowData row) throws IOException {
    json.writeStartObject();
    if (query.updating()) {
      json.writeStringField("$op", row.getRowKind().shortString());
    }
    if (query.amongSeveral()) {
      json.writeNumberField("$query", query.number());
    }
    values.fields(query.type(), row);
    endLine();
  }

  @Override
  public void end(PrintedQuery query) {}

  @Override
  public void answer(RowType type, List<RowData> rows) throws IOException {
    for (RowData row : rows) {
      json.writeStartObject();
      values.fields(type, row);
      endLine();
    }
  }

  private void endLine() throws IOException {
    json.writeEndObject();
    json.writeRaw('\n');
  }

  @Override
  public void flush() throws IOException {
    json.flush();
  }
}
