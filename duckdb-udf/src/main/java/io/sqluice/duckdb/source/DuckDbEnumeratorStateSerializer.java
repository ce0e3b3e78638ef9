package io.sqluice.duckdb.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes the enumerator's state into checkpoints. */
final class DuckDbEnumeratorStateSerializer
    implements SimpleVersionedSerializer<DuckDbEnumeratorState> {

  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(DuckDbEnumeratorState state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeInt(state.unassigned().size());
    for (DuckDbSplit split : state.unassigned()) {
      DuckDbSplitSerializer.write(split, out);
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public DuckDbEnumeratorState deserialize(int version, byte[] bytes) throws IOException {
    DuckDbSplitSerializer.checkVersion(version, VERSION);
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    List<DuckDbSplit> splits = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      splits.add(DuckDbSplitSerializer.read(in));
    }
    return new DuckDbEnumeratorState(splits);
  }
}
