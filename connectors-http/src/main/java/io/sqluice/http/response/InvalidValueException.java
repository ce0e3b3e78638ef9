package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * A JSON value that does not become a value of its column's type. Its path grows on the way up, so
 * that the way down costs nothing.
 */
final class InvalidValueException extends PassingThrough {

  private static final long serialVersionUID = 1L;

  private final String type;
  private final String found;
  private final String expected;
  private final String fix;
  private String path = "";

  /**
   * @param value the value found, null if there is none
   * @param expected what would have been right, as a noun
   * @param fix what the user can do, as a command
   */
  InvalidValueException(LogicalType type, @Nullable JsonNode value, String expected, String fix) {
    super(null);
    this.type = type.asSummaryString();
    this.found = value == null ? "nothing" : Excerpt.of(value);
    this.expected = expected;
    this.fix = fix;
  }

  InvalidValueException(LogicalType type, @Nullable JsonNode value, String expected) {
    this(type, value, expected, "convert it in jq, or declare the column as STRING");
  }

  /** This error, seen from the object that holds the value. */
  InvalidValueException inField(String name) {
    path = path.isEmpty() || path.startsWith("[") ? name + path : name + "." + path;
    return this;
  }

  /** This error, seen from the array that holds the value. */
  InvalidValueException atIndex(int index) {
    return inside("[" + index + "]");
  }

  /** This error, seen from the map that holds the value. */
  InvalidValueException atKey(String key) {
    return inside("['" + key + "']");
  }

  private InvalidValueException inside(String step) {
    path = path.isEmpty() || path.startsWith("[") ? step + path : step + "." + path;
    return this;
  }

  @Override
  public String getMessage() {
    return "field '%s' (%s): found %s, expected %s; %s".formatted(path, type, found, expected, fix);
  }
}
