package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * One field of a row, or the element of a collection: its name, type and converter, and what
 * becomes of a missing value.
 */
record FieldConverter(String name, LogicalType type, JsonConverter converter) {

  /**
   * The value in Flink's internal structure; null for a missing value and for JSON null.
   *
   * @throws InvalidValueException if the value does not become the type, or is NULL where the type
   *     does not take it
   */
  @Nullable
  Object convert(@Nullable JsonNode value) {
    if (value != null && !value.isNull()) {
      return converter.convert(value);
    }
    if (!type.isNullable()) {
      throw new InvalidValueException(
          type,
          value,
          "a value",
          "declare the column without NOT NULL, or drop such records in jq with select");
    }
    return null;
  }
}
