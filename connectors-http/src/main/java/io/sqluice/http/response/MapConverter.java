package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.types.logical.LogicalType;

/** The converter of MAP, from an object whose names become the keys. */
record MapConverter(LogicalType type, FieldConverter key, FieldConverter value)
    implements JsonConverter {

  @Override
  public GenericMapData convert(JsonNode object) {
    if (!object.isObject()) {
      throw new InvalidValueException(type, object, "an object");
    }
    Map<Object, Object> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      try {
        entries.put(key.convert(TextNode.valueOf(entry.getKey())), value.convert(entry.getValue()));
      } catch (InvalidValueException e) {
        throw e.atKey(entry.getKey());
      }
    }
    return new GenericMapData(entries);
  }
}
