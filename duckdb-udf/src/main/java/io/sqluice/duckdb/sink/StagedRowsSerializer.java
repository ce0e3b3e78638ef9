package io.sqluice.duckdb.sink;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes what is staged into checkpoints. */
final class StagedRowsSerializer implements SimpleVersionedSerializer<StagedRows> {

  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(StagedRows staged) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(128);
    out.writeUTF(staged.sink());
    out.writeUTF(staged.attempt());
    out.writeLong(staged.epoch());
    out.writeLong(staged.rows());
    out.writeBoolean(staged.retracts());
    return out.getCopyOfBuffer();
  }

  @Override
  public StagedRows deserialize(int version, byte[] bytes) throws IOException {
    SinkStateSerializer.checkVersion(version, VERSION);
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    return new StagedRows(
        in.readUTF(), in.readUTF(), in.readLong(), in.readLong(), in.readBoolean());
  }
}
