package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Base64;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BinaryType;
import org.apache.flink.table.types.logical.CharType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

/** Converters of BOOLEAN, the character types and the binary types. */
final class TextConverters {

  private TextConverters() {}

  static JsonConverter bool(LogicalType type) {
    return value -> {
      if (value.isBoolean()) {
        return value.booleanValue();
      }
      if (value.isTextual() && value.textValue().equals("true")) {
        return true;
      }
      if (value.isTextual() && value.textValue().equals("false")) {
        return false;
      }
      throw new InvalidValueException(type, value, "true or false");
    };
  }

  static JsonConverter varchar(VarCharType type) {
    if (type.getLength() == VarCharType.MAX_LENGTH) {
      return value -> StringData.fromString(text(value));
    }
    return value -> StringData.fromString(checkLength(type, type.getLength(), value, text(value)));
  }

  /** Shorter text is padded with spaces, as SQL has it for CHAR. */
  static JsonConverter character(CharType type) {
    return value -> {
      String text = checkLength(type, type.getLength(), value, text(value));
      int missing = type.getLength() - text.codePointCount(0, text.length());
      return StringData.fromString(text + " ".repeat(missing));
    };
  }

  static JsonConverter varbinary(VarBinaryType type) {
    return value -> checkLength(type, type.getLength(), value, bytes(type, value));
  }

  /** Fewer bytes are padded with zeros, as Flink's CAST does for BINARY. */
  static JsonConverter binary(BinaryType type) {
    return value ->
        Arrays.copyOf(
            checkLength(type, type.getLength(), value, bytes(type, value)), type.getLength());
  }

  /** A string's characters; any other value as compact JSON. */
  static String text(JsonNode value) {
    return value.isContainerNode() ? value.toString() : value.asText();
  }

  private static byte[] bytes(LogicalType type, JsonNode value) {
    if (value.isTextual()) {
      // The two alphabets (RFC 4648, sections 4 and 5) differ in two characters.
      String text = value.textValue().strip().replace('-', '+').replace('_', '/');
      try {
        return Base64.getDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        throw new InvalidValueException(type, value, "base64 text");
      }
    }
    throw new InvalidValueException(type, value, "base64 text");
  }

  private static String checkLength(LogicalType type, int limit, JsonNode value, String text) {
    // The code points are at most the chars, so that most texts need no counting.
    if (text.length() > limit && text.codePointCount(0, text.length()) > limit) {
      throw new InvalidValueException(
          type,
          value,
          "at most %d characters".formatted(limit),
          "declare the column as STRING, or cut it in jq");
    }
    return text;
  }

  private static byte[] checkLength(LogicalType type, int limit, JsonNode value, byte[] bytes) {
    if (bytes.length > limit) {
      throw new InvalidValueException(
          type,
          value,
          "at most %d bytes, not %d".formatted(limit, bytes.length),
          "declare the column as BYTES");
    }
    return bytes;
  }
}
