package io.sqluice.http.auth;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hash below an HMAC (RFC 2104). */
public enum HmacAlgorithm {
  SHA256,
  SHA384,
  SHA512,
  SHA1;

  /** The HMAC of a message. */
  byte[] sign(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(toString());
      mac.init(new SecretKeySpec(key, toString()));
      return mac.doFinal(message);
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      // Every JVM has these four, and they take any key that is not empty.
      throw new IllegalStateException(impossible);
    }
  }

  /** The word of the option, and the name by which the JVM knows it. */
  @Override
  public String toString() {
    return "Hmac" + name();
  }
}
