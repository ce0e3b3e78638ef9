package io.sqluice.http.response;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import javax.annotation.Nullable;

/**
 * Parses JSON (RFC 8259) into a tree whose numbers keep the digits of their source. Of a name that
 * repeats in an object, the last value counts, as in jq. Thread-safe.
 *
 * <p>Not Jackson's own tree reader: that one makes doubles or BigDecimals of fractions, and both
 * lose how a number was written (1.10, 1e400, -0).
 */
final class JsonTreeReader {

  static final int MAX_DEPTH = 500;

  /** What is said of more than one value. */
  static final String SOMETHING_FOLLOWS = "Something follows the end of the value";

  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(MAX_DEPTH)
          .maxNumberLength(NumberText.MAX_LENGTH)
          // The size of the body bounds them; response.max-size bounds the body.
          .maxStringLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .build();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** One factory a reader: it remembers field names, so that equal names are one string. */
  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(LIMITS)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // Without it an error shows the start of the body a second time.
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  /**
   * The only value in a piece of a body; null if there is nothing but white space. A UTF-8 byte
   * order mark is skipped (RFC 8259, section 8.1).
   *
   * @throws IOException if it is not JSON, goes beyond a limit, or something follows the value
   */
  @Nullable
  JsonNode read(byte[] body, int offset, int length) throws IOException {
    // Jackson skips the mark too, but not in a body that is nothing else.
    int mark = length >= 3 && startsWithMark(body, offset) ? 3 : 0;
    try (JsonParser parser = factory.createParser(body, offset + mark, length - mark)) {
      return readOnlyValue(parser);
    }
  }

  private static boolean startsWithMark(byte[] body, int offset) {
    return body[offset] == (byte) 0xEF
        && body[offset + 1] == (byte) 0xBB
        && body[offset + 2] == (byte) 0xBF;
  }

  /** The only value in a text, as {@link #read(byte[], int, int)}. */
  @Nullable
  JsonNode read(String text) throws IOException {
    try (JsonParser parser = factory.createParser(text)) {
      return readOnlyValue(parser);
    }
  }

  @Nullable
  private static JsonNode readOnlyValue(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      return null;
    }
    JsonNode value = value(parser, first);
    if (parser.nextToken() != null) {
      throw new JsonParseException(parser, SOMETHING_FOLLOWS, parser.currentTokenLocation());
    }
    return value;
  }

  private static JsonNode value(JsonParser parser, JsonToken token) throws IOException {
    switch (token) {
      case START_OBJECT:
        return object(parser);
      case START_ARRAY:
        return array(parser);
      case VALUE_STRING:
        return TextNode.valueOf(parser.getText());
      case VALUE_NUMBER_INT:
        return integer(parser);
      case VALUE_NUMBER_FLOAT:
        return new SourceNumber(parser.getText());
      case VALUE_TRUE:
        return BooleanNode.TRUE;
      case VALUE_FALSE:
        return BooleanNode.FALSE;
      case VALUE_NULL:
        return NullNode.getInstance();
      default:
        throw new JsonParseException(parser, "Unexpected token " + token);
    }
  }

  private static ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode object = NODES.objectNode();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      object.set(name, value(parser, parser.nextToken()));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser) throws IOException {
    ArrayNode array = NODES.arrayNode();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      array.add(value(parser, token));
    }
    return array;
  }

  private static JsonNode integer(JsonParser parser) throws IOException {
    switch (parser.getNumberType()) {
      case INT:
        int value = parser.getIntValue();
        // "-0" is a number of its own.
        return value == 0 && parser.getTextLength() > 1
            ? new SourceNumber(parser.getText())
            : IntNode.valueOf(value);
      case LONG:
        return LongNode.valueOf(parser.getLongValue());
      default:
        // Not Jackson's BigIntegerNode: jackson-jq cuts it to 64 bits in arithmetic.
        return new SourceNumber(parser.getText());
    }
  }
}
