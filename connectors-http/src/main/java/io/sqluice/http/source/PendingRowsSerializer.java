package io.sqluice.http.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;

/** Writes the rows of a page at hand, compressed, with the columns they were made for. */
final class PendingRowsSerializer {

  private final String columns;
  private final RowDataSerializer serializer;

  PendingRowsSerializer(RowType rowType) {
    this.columns = rowType.asSerializableString();
    this.serializer = new RowDataSerializer(rowType);
  }

  void serialize(List<RowData> rows, DataOutputSerializer out) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try (DataOutputViewStreamWrapper view =
        new DataOutputViewStreamWrapper(new DeflaterOutputStream(compressed, deflater, 8_192))) {
      view.writeInt(rows.size());
      for (RowData row : rows) {
        serializer.serialize(row, view);
      }
    } finally {
      deflater.end();
    }
    byte[] type = columns.getBytes(StandardCharsets.UTF_8);
    out.writeInt(type.length);
    out.write(type);
    out.writeInt(compressed.size());
    out.write(compressed.toByteArray());
  }

  List<RowData> deserialize(DataInputDeserializer in) throws IOException {
    byte[] type = new byte[in.readInt()];
    in.readFully(type);
    String written = new String(type, StandardCharsets.UTF_8);
    if (!written.equals(columns)) {
      throw new IOException(
          "The checkpoint holds rows of an 'http' table with the columns "
              + written
              + ", the table now has "
              + columns
              + ": restore with the columns as they were, or start without the checkpoint.");
    }
    byte[] compressed = new byte[in.readInt()];
    in.readFully(compressed);
    try (DataInputViewStreamWrapper view =
        new DataInputViewStreamWrapper(
            new InflaterInputStream(new ByteArrayInputStream(compressed)))) {
      int count = view.readInt();
      List<RowData> rows = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        rows.add(serializer.deserialize(view));
      }
      return rows;
    }
  }
}
