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
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.apache.flink.types.StringValue;

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

  void serialize(List<PendingRow> rows, DataOutputSerializer out) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try (DataOutputViewStreamWrapper view =
        new DataOutputViewStreamWrapper(new DeflaterOutputStream(compressed, deflater, 8_192))) {
      view.writeInt(rows.size());
      for (PendingRow row : rows) {
        view.writeLong(row.index());
        StringValue.writeString(row.error(), view);
        serializer.serialize(row.row(), view);
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

  List<PendingRow> deserialize(DataInputDeserializer in) throws IOException {
    return deserialize(
        in,
        (view, serializer, position) -> {
          long index = view.readLong();
          String error = StringValue.readString(view);
          return new PendingRow(serializer.deserialize(view), index, error);
        });
  }

  /** Rows of state version 1, whose records follow one another and which have no errors. */
  List<PendingRow> deserializeVersion1(DataInputDeserializer in, long firstIndex)
      throws IOException {
    return deserialize(
        in,
        (view, serializer, position) ->
            new PendingRow(serializer.deserialize(view), firstIndex + position, null));
  }

  private List<PendingRow> deserialize(DataInputDeserializer in, RowReader reader)
      throws IOException {
    byte[] type = new byte[in.readInt()];
    in.readFully(type);
    String columns = new String(type, StandardCharsets.UTF_8);
    byte[] compressed = new byte[in.readInt()];
    in.readFully(compressed);
    if (columns.equals(rowType.asSerializableString())) {
      return read(compressed, serializer, reader);
    }
    RowType written =
        (RowType) LogicalTypeParser.parse(columns, PendingRowsSerializer.class.getClassLoader());
    int[] positions = positionsIn(written);
    List<PendingRow> rows = read(compressed, new RowDataSerializer(written), reader);
    rows.replaceAll(
        row ->
            new PendingRow(
                ProjectedRowData.from(positions).replaceRow(row.row()), row.index(), row.error()));
    return rows;
  }

  private static List<PendingRow> read(
      byte[] compressed, RowDataSerializer serializer, RowReader reader) throws IOException {
    try (DataInputViewStreamWrapper view =
        new DataInputViewStreamWrapper(
            new InflaterInputStream(new ByteArrayInputStream(compressed)))) {
      int count = view.readInt();
      List<PendingRow> rows = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        rows.add(reader.read(view, serializer, i));
      }
      return rows;
    }
  }

  @FunctionalInterface
  private interface RowReader {

    PendingRow read(DataInputView view, RowDataSerializer serializer, int position)
        throws IOException;
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
