package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.LogicalType;

/** Reads single JSON values as a type, as it is done for a column of that type. Thread-safe. */
public final class JsonValueReader {

  private final FieldConverter converter;

  /**
   * @param name of the value, for messages
   * @throws IllegalArgumentException if the type is not one that a JSON value becomes
   */
  public JsonValueReader(String name, LogicalType type, TimestampRules timestamps) {
    this.converter = new JsonConverters(timestamps).field(name, type);
  }

  /**
   * The value in Flink's internal structure; null for a missing value and for JSON null.
   *
   * @throws RefusedRecordException if the value does not become the type
   */
  @Nullable
  public Object read(@Nullable JsonNode value) {
    try {
      return converter.convert(value);
    } catch (InvalidValueException invalid) {
      throw new RefusedRecordException(invalid.inField(converter.name()).getMessage());
    }
  }
}
