package io.sqluice.http.response;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BinaryType;
import org.apache.flink.table.types.logical.CharType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

/** Chooses the converter of each type, and says which types a JSON value cannot become. */
public final class JsonConverters {

  private final TimestampRules timestamps;

  JsonConverters(TimestampRules timestamps) {
    this.timestamps = timestamps;
  }

  /** What is wrong with a pattern for timestamps; empty if nothing is. For the planner. */
  public static Optional<String> badTimestampFormat(String pattern) {
    try {
      Objects.requireNonNull(TimestampConverter.formatter(pattern));
      return Optional.empty();
    } catch (IllegalArgumentException notAPattern) {
      return Optional.of(notAPattern.getMessage());
    }
  }

  /**
   * The problems of the columns whose type a JSON value cannot become, one sentence a column; empty
   * if there are none. For the planner.
   */
  public static List<String> unsupported(RowType columns) {
    List<String> problems = new ArrayList<>();
    for (RowType.RowField column : columns.getFields()) {
      unsupportedPart(column.getType())
          .ifPresent(
              part ->
                  problems.add(
                      "column '%s' (%s): a JSON value does not become %s; declare it as STRING"
                              .formatted(column.getName(), column.getType().asSummaryString(), part)
                          + " and CAST it in the query"));
    }
    return problems;
  }

  private static Optional<String> unsupportedPart(LogicalType type) {
    return switch (type.getTypeRoot()) {
      case TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          FLOAT,
          DOUBLE,
          DECIMAL,
          BOOLEAN,
          CHAR,
          VARCHAR,
          BINARY,
          VARBINARY,
          DATE,
          TIME_WITHOUT_TIME_ZONE,
          TIMESTAMP_WITHOUT_TIME_ZONE,
          TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          Optional.empty();
      case ARRAY -> unsupportedPart(((ArrayType) type).getElementType());
      case ROW ->
          type.getChildren().stream()
              .map(JsonConverters::unsupportedPart)
              .flatMap(Optional::stream)
              .findFirst();
      case MAP ->
          isMapKey(((MapType) type).getKeyType())
              ? unsupportedPart(((MapType) type).getValueType())
              : Optional.of("a key of " + ((MapType) type).getKeyType().asSummaryString());
      default -> Optional.of(type.asSummaryString());
    };
  }

  /** Names of JSON objects are text, which becomes any scalar that is equal by its value. */
  private static boolean isMapKey(LogicalType type) {
    return switch (type.getTypeRoot()) {
      case ARRAY, MAP, ROW, BINARY, VARBINARY -> false;
      default -> unsupportedPart(type).isEmpty();
    };
  }

  /**
   * The converter of a table's records.
   *
   * @param table the table's columns
   * @param wanted those of them that are converted
   */
  RowConverter record(RowType table, RowType wanted) {
    return new RowConverter(wanted, fields(wanted), table.getFieldNames());
  }

  /** The converter of a row type. */
  RowConverter row(RowType type) {
    return new RowConverter(type, fields(type), type.getFieldNames());
  }

  private List<FieldConverter> fields(RowType type) {
    List<FieldConverter> fields = new ArrayList<>(type.getFieldCount());
    for (RowType.RowField field : type.getFields()) {
      fields.add(field(field.getName(), field.getType()));
    }
    return fields;
  }

  /** The converter of one value. */
  FieldConverter field(String name, LogicalType type) {
    return new FieldConverter(name, type, converter(type));
  }

  private JsonConverter converter(LogicalType type) {
    return switch (type.getTypeRoot()) {
      case TINYINT ->
          NumberConverters.integer(type, Byte.MIN_VALUE, Byte.MAX_VALUE, number -> (byte) number);
      case SMALLINT ->
          NumberConverters.integer(
              type, Short.MIN_VALUE, Short.MAX_VALUE, number -> (short) number);
      case INTEGER ->
          NumberConverters.integer(
              type, Integer.MIN_VALUE, Integer.MAX_VALUE, number -> (int) number);
      case BIGINT ->
          NumberConverters.integer(type, Long.MIN_VALUE, Long.MAX_VALUE, number -> number);
      case FLOAT -> NumberConverters.singlePrecision(type);
      case DOUBLE -> NumberConverters.doublePrecision(type);
      case DECIMAL -> NumberConverters.decimal((DecimalType) type);
      case BOOLEAN -> TextConverters.bool(type);
      case CHAR -> TextConverters.character((CharType) type);
      case VARCHAR -> TextConverters.varchar((VarCharType) type);
      case BINARY -> TextConverters.binary((BinaryType) type);
      case VARBINARY -> TextConverters.varbinary((VarBinaryType) type);
      case DATE -> DateTimeConverters.date((DateType) type);
      case TIME_WITHOUT_TIME_ZONE -> DateTimeConverters.time((TimeType) type);
      case TIMESTAMP_WITHOUT_TIME_ZONE ->
          new TimestampConverter(
              type,
              ((TimestampType) type).getPrecision(),
              timestamps.epochUnit(),
              timestamps.format());
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          new TimestampConverter(
              type,
              ((LocalZonedTimestampType) type).getPrecision(),
              timestamps.epochUnit(),
              timestamps.format());
      case ROW -> row((RowType) type);
      case ARRAY -> new ArrayConverter(type, field("element", ((ArrayType) type).getElementType()));
      case MAP ->
          new MapConverter(
              type,
              field("key", ((MapType) type).getKeyType()),
              field("value", ((MapType) type).getValueType()));
      default ->
          throw new IllegalArgumentException(
              "A JSON value does not become " + type.asSummaryString());
    };
  }
}
