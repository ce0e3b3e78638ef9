package io.sqluice.duckdb.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;

/** The ways of DuckDB's types, as they are, into Flink's. */
final class ResultColumns {

  private ResultColumns() {}

  static ResultColumn topLevel(DuckDbType type, LogicalType wanted) {
    if (isLocalTimestamp(type)) {
      return new ResultColumn(
          null, true, value -> TemporalValues.timestamp((LocalDateTime) value, wanted));
    }
    if (wanted.is(LogicalTypeRoot.TIME_WITHOUT_TIME_ZONE)) {
      return new ResultColumn(null, value -> TemporalValues.time(value, wanted));
    }
    return of(type, wanted);
  }

  /** As a number, since at 24:00:00 the driver fails before a column is asked for. */
  private static ResultColumn nestedTime(LogicalType wanted) {
    return new ResultColumn(
        value -> "epoch_us(CAST(" + value + " AS TIME))",
        value -> TemporalValues.timeOfMicros((Long) value, wanted));
  }

  private static boolean isLocalTimestamp(DuckDbType type) {
    return type.name().startsWith("TIMESTAMP") && !type.name().endsWith("ZONE");
  }

  private static ResultColumn of(DuckDbType type, LogicalType wanted) {
    return switch (wanted.getTypeRoot()) {
      case CHAR, VARCHAR ->
          new ResultColumn(null, value -> StringData.fromString(value.toString()));
      case BOOLEAN -> new ResultColumn(null, value -> value);
      case TINYINT -> new ResultColumn(null, value -> ((Number) value).byteValue());
      case SMALLINT -> new ResultColumn(null, value -> ((Number) value).shortValue());
      case INTEGER -> new ResultColumn(null, value -> ((Number) value).intValue());
      case BIGINT -> new ResultColumn(null, value -> ((Number) value).longValue());
      case FLOAT -> new ResultColumn(null, value -> ((Number) value).floatValue());
      case DOUBLE -> new ResultColumn(null, value -> ((Number) value).doubleValue());
      case DECIMAL -> new ResultColumn(null, value -> decimal(value, (DecimalType) wanted));
      case BINARY, VARBINARY -> new ResultColumn(null, ResultColumns::bytes);
      case DATE -> new ResultColumn(null, TemporalValues::date);
      case TIME_WITHOUT_TIME_ZONE -> nestedTime(wanted);
      case TIMESTAMP_WITHOUT_TIME_ZONE -> nestedTimestamp(type, wanted);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          new ResultColumn(null, value -> TemporalValues.instant(value, wanted));
      case INTERVAL_YEAR_MONTH ->
          new ResultColumn(null, value -> IntervalText.of(value.toString()).toMonths());
      case INTERVAL_DAY_TIME ->
          new ResultColumn(null, value -> IntervalText.of(value.toString()).toMillis());
      case ARRAY -> array(type, ((ArrayType) wanted).getElementType());
      case MAP -> map(type, ((MapType) wanted).getKeyType(), ((MapType) wanted).getValueType());
      case MULTISET -> map(type, ((MultisetType) wanted).getElementType(), new IntType(false));
      case ROW -> row(type, (RowType) wanted);
      default -> throw new IllegalArgumentException("no values of " + wanted + " come of DuckDB");
    };
  }

  /** As a number, since the driver gives nested ones by way of the zone of the JVM only. */
  private static ResultColumn nestedTimestamp(DuckDbType type, LogicalType wanted) {
    return switch (type.name()) {
      case "TIMESTAMP_NS" ->
          new ResultColumn(
              value -> "epoch_ns(" + value + ")",
              value -> TemporalValues.ofNanos((Long) value, wanted));
      case "TIMESTAMP" ->
          new ResultColumn(
              value -> orInfinite("epoch_us", value),
              value -> TemporalValues.ofMicros((Long) value, wanted));
      default ->
          new ResultColumn(
              value -> orInfinite("epoch_ms", value),
              value -> TemporalValues.ofMillis((Long) value, wanted));
    };
  }

  /** Of an infinite one the other functions make NULL, and nanoseconds the edges of 64 bits. */
  private static String orInfinite(String function, String value) {
    return "CASE WHEN isfinite(%1$s) THEN %2$s(%1$s) ELSE epoch_ns(CAST(%1$s AS TIMESTAMP_NS)) END"
        .formatted(value, function);
  }

  private static DecimalData decimal(Object value, DecimalType type) {
    BigDecimal number =
        value instanceof BigInteger whole ? new BigDecimal(whole) : (BigDecimal) value;
    DecimalData decimal = DecimalData.fromBigDecimal(number, type.getPrecision(), type.getScale());
    if (decimal == null) {
      throw new UnreadableValueException(
          "found %s, which does not fit %s; cast it in the query, for example to VARCHAR or DOUBLE"
              .formatted(number.toPlainString(), type.asSummaryString()));
    }
    return decimal;
  }

  private static byte[] bytes(Object value) throws SQLException {
    Blob blob = (Blob) value;
    return blob.getBytes(1, Math.toIntExact(blob.length()));
  }

  private static ResultColumn array(DuckDbType type, LogicalType elementType) {
    ResultColumn element = of(type.element(), elementType);
    return new ResultColumn(
        element.conversion() == null
            ? null
            : list -> "list_transform(%s, lambda e: %s)".formatted(list, element.selected("e")),
        value -> {
          Object[] found = (Object[]) ((Array) value).getArray();
          Object[] elements = new Object[found.length];
          for (int i = 0; i < found.length; i++) {
            elements[i] = read(element, found[i]);
          }
          return new GenericArrayData(elements);
        });
  }

  private static ResultColumn map(DuckDbType type, LogicalType keyType, LogicalType valueType) {
    ResultColumn key = of(type.children().get(0), keyType);
    ResultColumn value = of(type.children().get(1), valueType);
    boolean asItIs = key.conversion() == null && value.conversion() == null;
    return new ResultColumn(
        asItIs
            ? null
            : map ->
                "map_from_entries(list_transform(map_entries(%s), lambda e: {'k': %s, 'v': %s}))"
                    .formatted(map, key.selected("e.key"), value.selected("e.value")),
        found -> {
          Map<Object, Object> entries = new LinkedHashMap<>();
          for (Map.Entry<?, ?> entry : ((Map<?, ?>) found).entrySet()) {
            entries.put(read(key, entry.getKey()), read(value, entry.getValue()));
          }
          return new GenericMapData(entries);
        });
  }

  private static ResultColumn row(DuckDbType type, RowType wanted) {
    List<ResultColumn> fields = new ArrayList<>();
    for (int i = 0; i < wanted.getFieldCount(); i++) {
      fields.add(of(type.children().get(i), wanted.getTypeAt(i)));
    }
    boolean asItIs = fields.stream().allMatch(field -> field.conversion() == null);
    return new ResultColumn(
        asItIs ? null : struct -> selected(struct, type.fields(), fields),
        value -> {
          Object[] found = ((Struct) value).getAttributes();
          GenericRowData row = new GenericRowData(found.length);
          for (int i = 0; i < found.length; i++) {
            row.setField(i, read(fields.get(i), found[i]));
          }
          return row;
        });
  }

  private static String selected(String struct, List<String> names, List<ResultColumn> fields) {
    List<String> selected = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      String name = Sql.identifier(names.get(i));
      selected.add(name + ": " + fields.get(i).selected("(" + struct + ")." + name));
    }
    return "CASE WHEN %s IS NULL THEN NULL ELSE {%s} END"
        .formatted(struct, String.join(", ", selected));
  }

  private static Object read(ResultColumn column, Object value) throws SQLException {
    return value == null ? null : column.reader().read(value);
  }
}
