package io.sqluice.http.source;

import io.sqluice.http.incremental.CursorValue;
import io.sqluice.http.incremental.Hash128;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.core.memory.DataInputDeserializer;

/** Reads what {@link StateWriter} has written. */
final class StateReader {

  private final DataInputDeserializer in;

  StateReader(byte[] bytes) {
    this.in = new DataInputDeserializer(bytes);
  }

  DataInputDeserializer in() {
    return in;
  }

  @Nullable
  Instant instant() throws IOException {
    return in.readBoolean() ? Instant.ofEpochSecond(in.readLong(), in.readInt()) : null;
  }

  @Nullable
  String text() throws IOException {
    byte[] bytes = bytes();
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  @Nullable
  byte[] bytes() throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  Validators validators() throws IOException {
    return new Validators(text(), text(), text());
  }

  @Nullable
  CursorValue cursor() throws IOException {
    return in.readBoolean()
        ? new CursorValue(
            text(), CursorValue.Kind.values()[in.readByte()], in.readBoolean(), instant())
        : null;
  }

  List<Hash128> hashes() throws IOException {
    int count = in.readInt();
    List<Hash128> hashes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      hashes.add(new Hash128(in.readLong(), in.readLong()));
    }
    return hashes;
  }
}
