package io.sqluice.http.source;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;

/** Writes the page at hand: what its rows have in common, and the rows. */
final class PendingPageSerializer {

  private final PendingRowsSerializer rows;

  PendingPageSerializer(RowType rowType) {
    this.rows = new PendingRowsSerializer(rowType);
  }

  void write(PendingPage pending, StateWriter writer) throws IOException {
    PageMetadata page = pending.metadata();
    writer.instant(page.triggerTime());
    writer.instant(page.fetchTime());
    writer.out().writeLong(page.fetchId());
    writer.out().writeInt(page.page());
    if (writer.present(page.statusCode())) {
      writer.out().writeInt(page.statusCode());
    }
    if (writer.present(page.headers())) {
      writeHeaders(page.headers(), writer);
    }
    writer.text(page.url());
    writer.bytes(page.body());
    rows.serialize(pending.rows(), writer.out());
  }

  PendingPage read(StateReader reader) throws IOException {
    PageMetadata page =
        new PageMetadata(
            reader.instant(),
            reader.instant(),
            reader.in().readLong(),
            reader.in().readInt(),
            reader.in().readBoolean() ? reader.in().readInt() : null,
            reader.in().readBoolean() ? readHeaders(reader) : null,
            reader.text(),
            reader.bytes());
    return new PendingPage(page, rows.deserialize(reader.in()));
  }

  private static void writeHeaders(Map<String, List<String>> headers, StateWriter writer)
      throws IOException {
    writer.out().writeInt(headers.size());
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      writer.text(header.getKey());
      writer.out().writeInt(header.getValue().size());
      for (String value : header.getValue()) {
        writer.text(value);
      }
    }
  }

  static Map<String, List<String>> readHeaders(StateReader reader) throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    int names = reader.in().readInt();
    for (int i = 0; i < names; i++) {
      String name = reader.text();
      String[] values = new String[reader.in().readInt()];
      for (int j = 0; j < values.length; j++) {
        values[j] = reader.text();
      }
      headers.put(name, List.of(values));
    }
    return headers;
  }
}
