package io.sqluice.job.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RawValueData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DistinctType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.types.variant.Variant;

/**
 * Writes a value of Flink's internal form as JSON.
 *
 * <p>BIGINT is a number, DECIMAL a string; TIMESTAMP is ISO 8601 without a zone, TIMESTAMP_LTZ in
 * UTC with Z; BYTES is base64; NaN and the infinities are strings.
 */
final class JsonValue {

  private final JsonGenerator json;

  JsonValue(JsonGenerator json) {
    this.json = json;
  }

  /**
   * @param value null for NULL
   */
  void write(LogicalType type, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
      return;
    }
    switch (type.getTypeRoot()) {
      case BOOLEAN -> json.writeBoolean((Boolean) value);
      case TINYINT, SMALLINT, INTEGER -> json.writeNumber(((Number) value).intValue());
      case BIGINT -> json.writeNumber((Long) value);
      case FLOAT -> json.writeNumber((Float) value);
      case DOUBLE -> json.writeNumber((Double) value);
      case BINARY, VARBINARY -> json.writeBinary((byte[]) value);
      case ARRAY -> array((ArrayType) type, (ArrayData) value);
      case MAP ->
          map(((MapType) type).getKeyType(), ((MapType) type).getValueType(), (MapData) value);
      case MULTISET ->
          map(((MultisetType) type).getElementType(), new IntType(false), (MapData) value);
      case ROW, STRUCTURED_TYPE -> row(type, (RowData) value);
      case DISTINCT_TYPE -> write(((DistinctType) type).getSourceType(), value);
      case VARIANT -> json.writeRawValue(((Variant) value).toJson());
      case NULL -> json.writeNull();
      default -> json.writeString(text(type, value));
    }
  }

  private void array(ArrayType type, ArrayData array) throws IOException {
    ArrayData.ElementGetter getter = ArrayData.createElementGetter(type.getElementType());
    json.writeStartArray();
    for (int i = 0; i < array.size(); i++) {
      write(type.getElementType(), getter.getElementOrNull(array, i));
    }
    json.writeEndArray();
  }

  private void map(LogicalType keyType, LogicalType valueType, MapData map) throws IOException {
    ArrayData.ElementGetter keyGetter = ArrayData.createElementGetter(keyType);
    ArrayData.ElementGetter valueGetter = ArrayData.createElementGetter(valueType);
    ArrayData keys = map.keyArray();
    ArrayData values = map.valueArray();
    json.writeStartObject();
    for (int i = 0; i < map.size(); i++) {
      Object key = keyGetter.getElementOrNull(keys, i);
      json.writeFieldName(key == null ? "null" : PlainText.of(keyType, key));
      write(valueType, valueGetter.getElementOrNull(values, i));
    }
    json.writeEndObject();
  }

  private void row(LogicalType type, RowData row) throws IOException {
    json.writeStartObject();
    fields(type, row);
    json.writeEndObject();
  }

  /** Writes the fields of a row, without the braces around them. */
  void fields(LogicalType type, RowData row) throws IOException {
    var names = LogicalTypeChecks.getFieldNames(type);
    var types = LogicalTypeChecks.getFieldTypes(type);
    for (int i = 0; i < types.size(); i++) {
      json.writeFieldName(names.get(i));
      write(types.get(i), RowData.createFieldGetter(types.get(i), i).getFieldOrNull(row));
    }
  }

  /** The text of a value that JSON has no form of its own for. */
  static String text(LogicalType type, Object value) {
    return switch (type.getTypeRoot()) {
      case DECIMAL -> ((DecimalData) value).toBigDecimal().toPlainString();
      case DATE -> TemporalText.date((Integer) value);
      case TIME_WITHOUT_TIME_ZONE ->
          TemporalText.time((Integer) value, LogicalTypeChecks.getPrecision(type));
      case TIMESTAMP_WITHOUT_TIME_ZONE ->
          TemporalText.timestamp((TimestampData) value, LogicalTypeChecks.getPrecision(type));
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          TemporalText.instant((TimestampData) value, LogicalTypeChecks.getPrecision(type));
      case INTERVAL_YEAR_MONTH -> TemporalText.yearMonth((Integer) value);
      case INTERVAL_DAY_TIME -> TemporalText.dayTime((Long) value);
      case RAW -> raw((RawValueData<?>) value);
      default -> value.toString();
    };
  }

  private static String raw(RawValueData<?> value) {
    return String.valueOf(value);
  }
}
