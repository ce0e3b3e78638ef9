package io.sqluice.http.source;

import io.sqluice.http.incremental.CursorValue;
import io.sqluice.http.incremental.Hash128;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes what splits consist of; {@link StateReader} reads it. */
final class StateWriter {

  private final DataOutputSerializer out = new DataOutputSerializer(256);

  DataOutputSerializer out() {
    return out;
  }

  byte[] toBytes() {
    return out.getCopyOfBuffer();
  }

  /**
   * Whether a value is there, which is written by the caller then.
   *
   * @return the same
   */
  boolean present(@Nullable Object value) throws IOException {
    out.writeBoolean(value != null);
    return value != null;
  }

  void instant(@Nullable Instant instant) throws IOException {
    if (present(instant)) {
      out.writeLong(instant.getEpochSecond());
      out.writeInt(instant.getNano());
    }
  }

  /** Unlike writeUTF this takes texts of more than 64 KiB: tokens and URLs are the server's. */
  void text(@Nullable String text) throws IOException {
    bytes(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
  }

  void bytes(@Nullable byte[] bytes) throws IOException {
    if (bytes == null) {
      out.writeInt(-1);
    } else {
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  void validators(Validators validators) throws IOException {
    text(validators.subject());
    text(validators.etag());
    text(validators.lastModified());
  }

  void cursor(@Nullable CursorValue cursor) throws IOException {
    if (present(cursor)) {
      text(cursor.text());
      out.writeByte(cursor.kind().ordinal());
      out.writeBoolean(cursor.quoted());
      instant(cursor.instant());
    }
  }

  void hashes(List<Hash128> hashes) throws IOException {
    out.writeInt(hashes.size());
    for (Hash128 hash : hashes) {
      out.writeLong(hash.high());
      out.writeLong(hash.low());
    }
  }
}
