package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.RowType;

/** The converter of ROW: the fields of an object by their names, case-sensitive. Thread-safe. */
final class RowConverter implements JsonConverter {

  private final RowType type;
  private final FieldConverter[] fields;

  RowConverter(RowType type, List<FieldConverter> fields) {
    this.type = type;
    this.fields = fields.toArray(FieldConverter[]::new);
  }

  @Override
  public GenericRowData convert(JsonNode value) {
    if (!value.isObject()) {
      throw new InvalidValueException(type, value, "an object");
    }
    GenericRowData row = new GenericRowData(fields.length);
    for (int i = 0; i < fields.length; i++) {
      row.setField(i, convert(fields[i], value.get(fields[i].name())));
    }
    return row;
  }

  /**
   * A record as the row of a table: an object by its names, anything else as the value of the only
   * column.
   *
   * @throws RecordShapeException if it is not an object and there are several columns
   */
  GenericRowData convertRecord(JsonNode value) {
    if (value.isObject() || fields.length == 0) {
      return value.isObject() ? convert(value) : new GenericRowData(0);
    }
    if (fields.length > 1) {
      throw new RecordShapeException(
          "found %s, expected an object with the columns %s; let jq make one, as in {%s}"
              .formatted(Excerpt.of(value), columns(fields.length), columns(2)));
    }
    return GenericRowData.of(convert(fields[0], value));
  }

  @Nullable
  private static Object convert(FieldConverter field, @Nullable JsonNode value) {
    try {
      return field.convert(value);
    } catch (InvalidValueException e) {
      throw e.inField(field.name());
    }
  }

  private String columns(int limit) {
    return type.getFieldNames().stream().limit(limit).collect(Collectors.joining(", "));
  }
}
