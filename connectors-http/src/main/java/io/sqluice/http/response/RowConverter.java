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
  private final List<String> recordFields;

  /**
   * @param fields converters of the type's fields
   * @param recordFields all fields that a record may have, also those that nobody reads: what a
   *     record that is not an object means must not depend on the query
   */
  RowConverter(RowType type, List<FieldConverter> fields, List<String> recordFields) {
    this.type = type;
    this.recordFields = recordFields;
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
    if (value.isObject()) {
      return convert(value);
    }
    if (recordFields.size() > 1) {
      throw new RecordShapeException(
          "found %s, expected an object with the columns %s; let jq make one, as in {%s}"
              .formatted(Excerpt.of(value), columns(recordFields.size()), columns(2)));
    }
    // The only column may be one that nobody reads.
    return fields.length == 0
        ? new GenericRowData(0)
        : GenericRowData.of(convert(fields[0], value));
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
    return recordFields.stream().limit(limit).collect(Collectors.joining(", "));
  }
}
