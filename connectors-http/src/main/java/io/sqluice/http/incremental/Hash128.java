package io.sqluice.http.incremental;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The first half of a SHA-256: 128 bits that stand for a text of any length. */
public record Hash128(long high, long low) {

  /** The length of one in state. */
  public static final int BYTES = 16;

  public static Hash128 of(byte[] bytes) {
    return of(new byte[0], bytes);
  }

  /** Of the one after the other. */
  public static Hash128 of(byte[] first, byte[] second) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      hash.update(first);
      ByteBuffer digest = ByteBuffer.wrap(hash.digest(second));
      return new Hash128(digest.getLong(), digest.getLong());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }
}
