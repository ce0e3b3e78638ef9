package io.sqluice.duckdb.type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.types.Row;

/** Values as objects that are equal where they stand for the same. */
final class ComparableValue {

  private ComparableValue() {}

  static Object of(Object value) {
    if (value instanceof byte[] bytes) {
      return "0x" + HexFormat.of().formatHex(bytes);
    }
    if (value instanceof Object[] array) {
      return Arrays.stream(array).map(ComparableValue::of).toList().toString();
    }
    if (value != null && value.getClass().isArray()) {
      List<Object> elements = new ArrayList<>();
      for (int i = 0; i < java.lang.reflect.Array.getLength(value); i++) {
        elements.add(of(java.lang.reflect.Array.get(value, i)));
      }
      return elements.toString();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> entries = new java.util.TreeMap<>();
      map.forEach((key, entry) -> entries.put(String.valueOf(of(key)), String.valueOf(of(entry))));
      return new LinkedHashMap<>(entries).toString();
    }
    if (value instanceof Row row) {
      List<Object> fields = new ArrayList<>();
      for (int i = 0; i < row.getArity(); i++) {
        fields.add(of(row.getField(i)));
      }
      return fields.toString();
    }
    return String.valueOf(value);
  }
}
