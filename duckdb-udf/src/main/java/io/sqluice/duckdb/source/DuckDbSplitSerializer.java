package io.sqluice.duckdb.source;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes splits into checkpoints. */
final class DuckDbSplitSerializer implements SimpleVersionedSerializer<DuckDbSplit> {

  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(DuckDbSplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    write(split, out);
    return out.getCopyOfBuffer();
  }

  @Override
  public DuckDbSplit deserialize(int version, byte[] bytes) throws IOException {
    checkVersion(version, VERSION);
    return read(new DataInputDeserializer(bytes));
  }

  static void write(DuckDbSplit split, DataOutputSerializer out) throws IOException {
    out.writeUTF(split.splitId());
    out.writeLong(split.emitted());
  }

  static DuckDbSplit read(DataInputDeserializer in) throws IOException {
    return new DuckDbSplit(in.readUTF(), in.readLong());
  }

  static void checkVersion(int found, int known) throws IOException {
    if (found != known) {
      throw new IOException(
          "The checkpoint holds the state of a 'duckdb' table in version %d, this Sqluice reads version %d: restore it with the Sqluice that wrote it."
              .formatted(found, known));
    }
  }
}
