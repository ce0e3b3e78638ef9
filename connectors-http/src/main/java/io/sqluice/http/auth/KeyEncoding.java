package io.sqluice.http.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** How a text holds the bytes of a key. */
public enum KeyEncoding {
  TEXT,
  BASE64,
  HEX;

  /**
   * The bytes of the key.
   *
   * @throws IllegalArgumentException if the text does not hold any; the message does not show it
   */
  byte[] decode(String text) {
    byte[] key;
    try {
      key =
          switch (this) {
            case TEXT -> text.getBytes(StandardCharsets.UTF_8);
            case BASE64 -> Base64.getDecoder().decode(text.strip());
            case HEX -> HexFormat.of().parseHex(text.strip());
          };
    } catch (IllegalArgumentException undecodable) {
      // Its message quotes the text.
      throw new IllegalArgumentException(
          "the key is not what 'auth.key-encoding' = '" + this + "' says");
    }
    if (key.length == 0) {
      throw new IllegalArgumentException("the key is empty");
    }
    return key;
  }

  /** The word of the option. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
