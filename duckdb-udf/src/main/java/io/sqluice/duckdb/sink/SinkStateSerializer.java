package io.sqluice.duckdb.sink;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes a sink's state into checkpoints. */
final class SinkStateSerializer implements SimpleVersionedSerializer<SinkState> {

  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(SinkState state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeUTF(state.sink());
    out.writeLong(state.nextEpoch());
    return out.getCopyOfBuffer();
  }

  @Override
  public SinkState deserialize(int version, byte[] bytes) throws IOException {
    checkVersion(version, VERSION);
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    return new SinkState(in.readUTF(), in.readLong());
  }

  static void checkVersion(int found, int known) throws IOException {
    if (found != known) {
      throw new IOException(
          "The checkpoint holds the state of a 'duckdb' table in version %d, this Sqluice reads version %d: restore it with the Sqluice that wrote it."
              .formatted(found, known));
    }
  }
}
