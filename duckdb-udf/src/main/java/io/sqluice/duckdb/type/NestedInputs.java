package io.sqluice.duckdb.type;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sqluice.duckdb.type.InputColumn.Expression;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;

/** The ways of Flink's types into DuckDB as JSON. */
final class NestedInputs {

  private NestedInputs() {}

  /**
   * The way of a type.
   *
   * @throws IllegalArgumentException if DuckDB has no such type
   */
  static NestedInput of(LogicalType type) {
    return switch (type.getTypeRoot()) {
      case ARRAY -> array((ArrayType) type);
      case MAP -> map(((MapType) type).getKeyType(), ((MapType) type).getValueType());
      case MULTISET -> map(((MultisetType) type).getElementType(), new IntType(false));
      case ROW -> row((RowType) type);
      default -> leaf(type);
    };
  }

  private static NestedInput leaf(LogicalType type) {
    String sqlType = DuckDbTypes.sqlType(type);
    return switch (type.getTypeRoot()) {
      case CHAR, VARCHAR ->
          new NestedInput(sqlType, null, (json, value) -> json.writeString(value.toString()));
      case BOOLEAN ->
          new NestedInput(sqlType, null, (json, value) -> json.writeBoolean((Boolean) value));
      case FLOAT, DOUBLE -> new NestedInput(sqlType, null, NestedInputs::writeFloating);
      case DECIMAL ->
          // Text, since a number of JSON's would pass through a DOUBLE.
          new NestedInput(
              sqlType,
              null,
              (json, value) ->
                  json.writeString(((DecimalData) value).toBigDecimal().toPlainString()));
      case DATE -> new NestedInput("INTEGER", Conversions::date, NestedInputs::writeWhole);
      case TIME_WITHOUT_TIME_ZONE ->
          new NestedInput("BIGINT", Conversions::timeOfMillis, NestedInputs::writeWhole);
      case TIMESTAMP_WITHOUT_TIME_ZONE -> timestamp((TimestampType) type);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          new NestedInput(
              "BIGINT",
              Conversions::instant,
              (json, value) -> json.writeNumber(micros((TimestampData) value)));
      case INTERVAL_YEAR_MONTH ->
          new NestedInput("INTEGER", Conversions::months, NestedInputs::writeWhole);
      case INTERVAL_DAY_TIME ->
          new NestedInput("BIGINT", Conversions::millis, NestedInputs::writeWhole);
      case BINARY, VARBINARY ->
          new NestedInput(
              "VARCHAR",
              Conversions::blob,
              (json, value) ->
                  json.writeString(Base64.getEncoder().encodeToString((byte[]) value)));
      default -> new NestedInput(sqlType, null, NestedInputs::writeWhole);
    };
  }

  private static NestedInput timestamp(TimestampType type) {
    return switch (DuckDbTypes.sqlType(type)) {
      case "TIMESTAMP_NS" ->
          new NestedInput(
              "BIGINT",
              Conversions::timestampOfNanos,
              (json, value) -> json.writeNumber(nanos((TimestampData) value)));
      case "TIMESTAMP" ->
          new NestedInput(
              "BIGINT",
              Conversions::timestamp,
              (json, value) -> json.writeNumber(micros((TimestampData) value)));
      default ->
          new NestedInput(
              "BIGINT",
              value ->
                  "CAST(%s AS %s)"
                      .formatted(Conversions.timestampOfMillis(value), DuckDbTypes.sqlType(type)),
              (json, value) -> json.writeNumber(((TimestampData) value).getMillisecond()));
    };
  }

  static long micros(TimestampData timestamp) {
    return Math.addExact(
        Math.multiplyExact(timestamp.getMillisecond(), 1000L),
        timestamp.getNanoOfMillisecond() / 1000);
  }

  static long nanos(TimestampData timestamp) {
    return Math.addExact(
        Math.multiplyExact(timestamp.getMillisecond(), 1_000_000L),
        timestamp.getNanoOfMillisecond());
  }

  private static void writeWhole(JsonGenerator json, Object value) throws IOException {
    json.writeNumber(((Number) value).longValue());
  }

  private static void writeFloating(JsonGenerator json, Object value) throws IOException {
    double number = ((Number) value).doubleValue();
    if (!Double.isFinite(number)) {
      json.writeString(value.toString()); // JSON has no number for it, DuckDB reads the text.
    } else if (value instanceof Float single) {
      json.writeNumber(single);
    } else {
      json.writeNumber(number);
    }
  }

  private static NestedInput array(ArrayType type) {
    NestedInput element = of(type.getElementType());
    ArrayData.ElementGetter getter = ArrayData.createElementGetter(type.getElementType());
    return new NestedInput(
        element.wire() + "[]",
        element.conversion() == null ? null : list -> transformed(list, element),
        (json, value) -> {
          ArrayData array = (ArrayData) value;
          json.writeStartArray();
          for (int i = 0; i < array.size(); i++) {
            element.write(json, getter.getElementOrNull(array, i));
          }
          json.writeEndArray();
        });
  }

  private static String transformed(String list, NestedInput element) {
    return "list_transform(%s, lambda e: %s)".formatted(list, element.converted("e"));
  }

  /** As a list of entries: keys of JSON are texts. */
  private static NestedInput map(LogicalType keyType, LogicalType valueType) {
    NestedInput key = of(keyType);
    NestedInput value = of(valueType);
    ArrayData.ElementGetter keys = ArrayData.createElementGetter(keyType);
    ArrayData.ElementGetter values = ArrayData.createElementGetter(valueType);
    Expression expression =
        entries ->
            "map_from_entries(list_transform(%s, lambda e: {'k': %s, 'v': %s}))"
                .formatted(entries, key.converted("e.k"), value.converted("e.v"));
    return new NestedInput(
        "STRUCT(k %s, v %s)[]".formatted(key.wire(), value.wire()),
        expression,
        (json, map) -> {
          ArrayData keyArray = ((MapData) map).keyArray();
          ArrayData valueArray = ((MapData) map).valueArray();
          json.writeStartArray();
          for (int i = 0; i < keyArray.size(); i++) {
            json.writeStartObject();
            json.writeFieldName("k");
            key.write(json, keys.getElementOrNull(keyArray, i));
            json.writeFieldName("v");
            value.write(json, values.getElementOrNull(valueArray, i));
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static NestedInput row(RowType type) {
    List<String> names = type.getFieldNames();
    List<NestedInput> fields = type.getChildren().stream().map(NestedInputs::of).toList();
    List<RowData.FieldGetter> getters = new ArrayList<>();
    List<String> wires = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      getters.add(RowData.createFieldGetter(type.getTypeAt(i), i));
      wires.add(Sql.identifier(names.get(i)) + " " + fields.get(i).wire());
    }
    boolean asItIs = fields.stream().allMatch(field -> field.conversion() == null);
    return new NestedInput(
        "STRUCT(" + String.join(", ", wires) + ")",
        asItIs ? null : struct -> converted(struct, names, fields),
        (json, value) -> {
          json.writeStartObject();
          for (int i = 0; i < fields.size(); i++) {
            json.writeFieldName(names.get(i));
            fields.get(i).write(json, getters.get(i).getFieldOrNull((RowData) value));
          }
          json.writeEndObject();
        });
  }

  /** A struct of converted fields; NULL stays NULL and does not become a struct of NULLs. */
  private static String converted(String struct, List<String> names, List<NestedInput> fields) {
    List<String> converted = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = Sql.identifier(names.get(i));
      converted.add(name + ": " + fields.get(i).converted("(" + struct + ")." + name));
    }
    return "CASE WHEN %s IS NULL THEN NULL ELSE {%s} END"
        .formatted(struct, String.join(", ", converted));
  }
}
