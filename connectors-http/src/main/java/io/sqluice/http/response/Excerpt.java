package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;

/** Cuts what an error message quotes, so that a message stays one readable line. */
final class Excerpt {

  /** The most characters (code points) that are quoted. */
  static final int MAX_CHARACTERS = 100;

  private static final String ELLIPSIS = "…";

  /** Enough bytes for the characters quoted, whatever their length in UTF-8. */
  private static final int MAX_BYTES = 4 * (MAX_CHARACTERS + 1);

  private Excerpt() {}

  /** A value as compact JSON. */
  static String of(JsonNode value) {
    if (value.isTextual()) {
      String text = value.textValue();
      String cut = cut(text);
      return cut.length() == text.length()
          ? value.toString()
          : TextNode.valueOf(cut).toString() + ELLIPSIS;
    }
    String json = value.toString();
    String cut = cut(json);
    return cut.length() == json.length() ? json : cut + ELLIPSIS;
  }

  /** The start of a body, as a JSON string so that line breaks do not break the message. */
  static String of(byte[] body) {
    return of(body, 0, body.length);
  }

  /** The start of a part of a body, as {@link #of(byte[])}. */
  static String of(byte[] body, int offset, int length) {
    int bytes = Math.min(length, MAX_BYTES);
    return of(TextNode.valueOf(new String(body, offset, bytes, StandardCharsets.UTF_8)));
  }

  /** A message of a library, which may quote values in full. */
  static String ofMessage(String message) {
    int limit = 3 * MAX_CHARACTERS;
    return message.codePointCount(0, message.length()) <= limit
        ? message
        : message.substring(0, message.offsetByCodePoints(0, limit)) + ELLIPSIS;
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= MAX_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_CHARACTERS));
  }
}
