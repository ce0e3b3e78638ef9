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
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;

/**
 * Writes the rows of a page at hand, compressed, with the columns they were made for. Restored rows
 * are brought into the columns that are read now; those that nobody reads any more are dropped.
 */
final class PendingRowsSerializer {

  private final RowType rowType;
  private final RowDataSerializer serializer;

  PendingRowsSerializer(RowType rowType) {
    this.rowType = rowType;
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
    byte[] type = rowType.asSerializableString().getBytes(StandardCharsets.UTF_8);
    out.writeInt(type.length);
    out.write(type);
    out.writeInt(compressed.size());
    out.write(compressed.toByteArray());
  }

  List<RowData> deserialize(DataInputDeserializer in) throws IOException {
    byte[] type = new byte[in.readInt()];
    in.readFully(type);
    String columns = new String(type, StandardCharsets.UTF_8);
    byte[] compressed = new byte[in.readInt()];
    in.readFully(compressed);
    if (columns.equals(rowType.asSerializableString())) {
      return read(compressed, serializer);
    }
    RowType written =
        (RowType) LogicalTypeParser.parse(columns, PendingRowsSerializer.class.getClassLoader());
    int[] positions = positionsIn(written);
    List<RowData> rows = read(compressed, new RowDataSerializer(written));
    rows.replaceAll(row -> ProjectedRowData.from(positions).replaceRow(row));
    return rows;
  }

  private static List<RowData> read(byte[] compressed, RowDataSerializer serializer)
      throws IOException {
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

  /** Where the columns that are read now are in the rows of a checkpoint. */
  private int[] positionsIn(RowType written) throws IOException {
    List<String> there = columns(written);
    List<String> wanted = columns(rowType);
    List<String> missing = wanted.stream().filter(column -> !there.contains(column)).toList();
    if (!missing.isEmpty()) {
      throw new IOException(
          "The checkpoint was taken inside a page of an 'http' table and holds rows with the"
              + " columns "
              + String.join(", ", there)
              + ", but a query now reads "
              + String.join(", ", missing)
              + " too: run the script as it was once more and stop it between two polls, or start"
              + " without the checkpoint.");
    }
    return wanted.stream().mapToInt(there::indexOf).toArray();
  }

  /** Name and type of each column. */
  private static List<String> columns(RowType type) {
    return type.getFields().stream()
        .map(field -> field.getName() + " " + field.getType().asSerializableString())
        .toList();
  }
}
