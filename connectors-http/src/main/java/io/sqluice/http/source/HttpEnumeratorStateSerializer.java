package io.sqluice.http.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes the enumerator's state: its splits, each with the version of its own serializer. */
final class HttpEnumeratorStateSerializer
    implements SimpleVersionedSerializer<HttpEnumeratorState> {

  private static final int VERSION = 1;

  private final HttpSplitSerializer splits;

  HttpEnumeratorStateSerializer(HttpSplitSerializer splits) {
    this.splits = splits;
  }

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(HttpEnumeratorState state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeInt(splits.getVersion());
    out.writeInt(state.unassigned().size());
    for (HttpSplit split : state.unassigned()) {
      byte[] bytes = splits.serialize(split);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public HttpEnumeratorState deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "The checkpoint holds the enumerator of an 'http' table in version "
              + version
              + ", this Sqluice reads version "
              + VERSION
              + ": restore it with the Sqluice that wrote it.");
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    int splitVersion = in.readInt();
    int count = in.readInt();
    List<HttpSplit> unassigned = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] split = new byte[in.readInt()];
      in.readFully(split);
      unassigned.add(splits.deserialize(splitVersion, split));
    }
    return new HttpEnumeratorState(unassigned);
  }
}
