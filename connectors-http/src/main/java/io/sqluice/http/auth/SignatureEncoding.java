package io.sqluice.http.auth;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** How a signature is written. */
public enum SignatureEncoding {
  HEX,
  BASE64;

  /** The signature as text. */
  String encode(byte[] signature) {
    return this == HEX
        ? HexFormat.of().formatHex(signature)
        : Base64.getEncoder().encodeToString(signature);
  }

  /** The word of the option. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
