package io.sqluice.http.incremental;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * The keys of records that have been emitted, up to a number; those least recently seen leave
 * first. For the task thread, which changes it when a page is accepted.
 */
public final class SeenKeys {

  private final int maxEntries;
  private final Map<Hash128, Boolean> keys = new LinkedHashMap<>(16, 0.75f, true);

  /** What {@link #toBytes} gives, until a key is seen: checkpoints are more frequent than polls. */
  @Nullable private byte[] bytes;

  /**
   * @param restored what {@link #toBytes} gave; if there is more than fits, the oldest are left out
   */
  public SeenKeys(int maxEntries, byte[] restored) {
    this.maxEntries = maxEntries;
    ByteBuffer buffer = ByteBuffer.wrap(restored);
    while (buffer.remaining() >= Hash128.BYTES) {
      add(new Hash128(buffer.getLong(), buffer.getLong()));
    }
  }

  /**
   * Notes that a key has been seen.
   *
   * @return whether it had not been
   */
  public boolean add(Hash128 key) {
    bytes = null;
    if (keys.get(key) != null) {
      return false;
    }
    keys.put(key, Boolean.TRUE);
    if (keys.size() > maxEntries) {
      Iterator<Hash128> oldest = keys.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return true;
  }

  /** All keys, the least recently seen first; not to be changed. */
  public byte[] toBytes() {
    if (bytes == null) {
      ByteBuffer buffer = ByteBuffer.allocate(keys.size() * Hash128.BYTES);
      keys.keySet().forEach(key -> buffer.putLong(key.high()).putLong(key.low()));
      bytes = buffer.array();
    }
    return bytes;
  }
}
