package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.types.logical.LogicalType;

/** The converter of ARRAY. */
record ArrayConverter(LogicalType type, FieldConverter element) implements JsonConverter {

  @Override
  public GenericArrayData convert(JsonNode value) {
    if (!value.isArray()) {
      throw new InvalidValueException(type, value, "an array");
    }
    Object[] elements = new Object[value.size()];
    for (int i = 0; i < elements.length; i++) {
      try {
        elements[i] = element.convert(value.get(i));
      } catch (InvalidValueException e) {
        throw e.atIndex(i);
      }
    }
    return new GenericArrayData(elements);
  }
}
