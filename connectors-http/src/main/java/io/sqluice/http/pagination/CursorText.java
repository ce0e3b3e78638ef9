package io.sqluice.http.pagination;

import com.fasterxml.jackson.databind.JsonNode;
import javax.annotation.Nullable;

/** Reads cursors out of JSON. */
final class CursorText {

  private CursorText() {}

  /**
   * The cursor as text; null for null, false and an empty text, which APIs send with the last page.
   *
   * @param where the option and its value, for the message
   * @throws PaginationException if the value is neither a text nor a number
   */
  @Nullable
  static String of(JsonNode value, String where) throws PaginationException {
    if (isNone(value)) {
      return null;
    }
    if (!value.isTextual() && !value.isNumber()) {
      throw new PaginationException(
          "%s: found %s, expected a text or a number; name the field that holds the cursor"
              .formatted(where, kind(value)));
    }
    String text = value.asText();
    return text.isEmpty() ? null : text;
  }

  /** Whether a value is null or false. */
  static boolean isNone(JsonNode value) {
    return value.isNull() || (value.isBoolean() && !value.booleanValue());
  }

  /** What a value is, for messages. */
  static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case BOOLEAN -> value.asText();
      case NUMBER -> "a number";
      case STRING -> "a text";
      default -> "null";
    };
  }
}
