package io.sqluice.http.request;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/** Percent-encoding of RFC 3986 over UTF-8. */
final class PercentEncoding {

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private PercentEncoding() {}

  /** The text with every character encoded but the unreserved. */
  static String encode(String text) {
    return encodeAllBut(text, PercentEncoding::isUnreserved);
  }

  /** The text with every character encoded but those a query may hold as they are, and '%'. */
  static String encodeIllegalInQuery(String text) {
    return encodeAllBut(text, c -> isPathCharacter(c) || c == '/' || c == '?' || c == '%');
  }

  /** RFC 3986, 2.3. */
  static boolean isUnreserved(int c) {
    return isAlphanumeric(c) || "-._~".indexOf(c) >= 0;
  }

  /** pchar of RFC 3986, 3.3, without '%'. */
  static boolean isPathCharacter(int c) {
    return isUnreserved(c) || "!$&'()*+,;=:@".indexOf(c) >= 0;
  }

  /** Decodes every complete escape; anything else stays as it is. */
  static String decode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (isEscape(bytes, i)) {
        bytes[length++] =
            (byte) (Character.digit(bytes[i + 1], 16) << 4 | Character.digit(bytes[i + 2], 16));
        i += 2;
      } else {
        bytes[length++] = bytes[i];
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static boolean isEscape(byte[] bytes, int i) {
    return bytes[i] == '%'
        && i + 2 < bytes.length
        && Character.digit(bytes[i + 1], 16) >= 0
        && Character.digit(bytes[i + 2], 16) >= 0;
  }

  private static String encodeAllBut(String text, IntPredicate kept) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (kept.test(b)) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX[b >> 4 & 0xF]).append(HEX[b & 0xF]);
      }
    }
    return encoded.toString();
  }

  private static boolean isAlphanumeric(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
