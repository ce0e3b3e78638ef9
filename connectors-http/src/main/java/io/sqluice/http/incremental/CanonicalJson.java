package io.sqluice.http.incremental;

import com.fasterxml.jackson.databind.JsonNode;
import io.sqluice.http.response.NumberText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Writes JSON so that equal values are equal texts: fields in the order of their names, and numbers
 * by value, so that 1, 1.0 and 1e0 are one. Numbers and strings differ.
 */
final class CanonicalJson {

  private CanonicalJson() {}

  static void append(JsonNode node, StringBuilder text) {
    if (node.isObject()) {
      List<String> names = new ArrayList<>();
      node.fieldNames().forEachRemaining(names::add);
      Collections.sort(names);
      char separator = '{';
      for (String name : names) {
        appendText(name, text.append(separator));
        append(node.get(name), text.append(':'));
        separator = ',';
      }
      text.append(names.isEmpty() ? "{}" : "}");
    } else if (node.isArray()) {
      text.append('[');
      for (JsonNode element : node) {
        append(element, text);
        text.append(',');
      }
      text.append(']');
    } else if (node.isTextual()) {
      appendText(node.textValue(), text);
    } else if (node.isNumber()) {
      text.append(number(node.asText()));
    } else {
      text.append(node.asText());
    }
  }

  /** With its length in front, so that no text can look like the end of one. */
  private static void appendText(String value, StringBuilder text) {
    text.append('"').append(value.length()).append(':').append(value);
  }

  /** Not expanded: the number may be 1e999999999. */
  private static String number(String source) {
    BigDecimal value = NumberText.isNumber(source) ? NumberText.exactValue(source) : null;
    return value == null ? source : value.stripTrailingZeros().toString();
  }
}
