package io.sqluice.duckdb.type;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sqluice.duckdb.type.InputColumn.Expression;
import io.sqluice.duckdb.type.InputColumn.VectorType;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBLogicalType;

/** The ways of Flink's types into DuckDB's vectors, which can be written for flat types only. */
final class InputColumns {

  private static final Expression AS_IT_IS = value -> value;

  private InputColumns() {}

  static InputColumn of(LogicalType type) {
    return switch (type.getTypeRoot()) {
      case CHAR, VARCHAR ->
          InputColumn.ofTexts(AS_IT_IS, (row, column) -> utf8(row.getString(column)));
      case BOOLEAN ->
          new InputColumn(
              vector(DuckDBColumnType.BOOLEAN),
              AS_IT_IS,
              (vector, at, row, column) -> vector.setBoolean(at, row.getBoolean(column)));
      case TINYINT ->
          new InputColumn(
              vector(DuckDBColumnType.TINYINT),
              AS_IT_IS,
              (vector, at, row, column) -> vector.setByte(at, row.getByte(column)));
      case SMALLINT ->
          new InputColumn(
              vector(DuckDBColumnType.SMALLINT),
              AS_IT_IS,
              (vector, at, row, column) -> vector.setShort(at, row.getShort(column)));
      case INTEGER ->
          new InputColumn(
              vector(DuckDBColumnType.INTEGER),
              AS_IT_IS,
              (vector, at, row, column) -> vector.setInt(at, row.getInt(column)));
      case BIGINT ->
          new InputColumn(
              vector(DuckDBColumnType.BIGINT),
              AS_IT_IS,
              (vector, at, row, column) -> vector.setLong(at, row.getLong(column)));
      case FLOAT ->
          new InputColumn(
              vector(DuckDBColumnType.FLOAT),
              AS_IT_IS,
              (vector, at, row, column) -> vector.setFloat(at, row.getFloat(column)));
      case DOUBLE ->
          new InputColumn(
              vector(DuckDBColumnType.DOUBLE),
              AS_IT_IS,
              (vector, at, row, column) -> vector.setDouble(at, row.getDouble(column)));
      case DECIMAL -> decimal((DecimalType) type);
      case DATE ->
          new InputColumn(
              vector(DuckDBColumnType.DATE),
              AS_IT_IS,
              (vector, at, row, column) ->
                  vector.setDate(at, LocalDate.ofEpochDay(row.getInt(column))));
      case TIME_WITHOUT_TIME_ZONE ->
          new InputColumn(
              vector(DuckDBColumnType.BIGINT),
              Conversions::timeOfMillis,
              (vector, at, row, column) -> vector.setLong(at, row.getInt(column)));
      case TIMESTAMP_WITHOUT_TIME_ZONE -> timestamp((TimestampType) type);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> instant((LocalZonedTimestampType) type);
      case BINARY, VARBINARY ->
          InputColumn.ofTexts(
              Conversions::blob,
              (row, column) -> Base64.getEncoder().encode(row.getBinary(column)));
      case INTERVAL_YEAR_MONTH ->
          new InputColumn(
              vector(DuckDBColumnType.INTEGER),
              Conversions::months,
              (vector, at, row, column) -> vector.setInt(at, row.getInt(column)));
      case INTERVAL_DAY_TIME ->
          new InputColumn(
              vector(DuckDBColumnType.BIGINT),
              Conversions::millis,
              (vector, at, row, column) -> vector.setLong(at, row.getLong(column)));
      default -> nested(type);
    };
  }

  private static VectorType vector(DuckDBColumnType type) {
    return () -> DuckDBLogicalType.of(type);
  }

  private static InputColumn decimal(DecimalType type) {
    int precision = type.getPrecision();
    int scale = type.getScale();
    return new InputColumn(
        () -> DuckDBLogicalType.decimal(precision, scale),
        AS_IT_IS,
        (vector, at, row, column) ->
            vector.setBigDecimal(at, row.getDecimal(column, precision, scale).toBigDecimal()));
  }

  private static InputColumn timestamp(TimestampType type) {
    int precision = type.getPrecision();
    DuckDBColumnType vector =
        precision == 0
            ? DuckDBColumnType.TIMESTAMP_S
            : precision <= 3
                ? DuckDBColumnType.TIMESTAMP_MS
                : precision <= 6 ? DuckDBColumnType.TIMESTAMP : DuckDBColumnType.TIMESTAMP_NS;
    return new InputColumn(
        vector(vector),
        AS_IT_IS,
        precision <= 3
            ? (target, at, row, column) ->
                target.setTimestamp(
                    at, new Date(row.getTimestamp(column, precision).getMillisecond()))
            : (target, at, row, column) ->
                target.setTimestamp(at, row.getTimestamp(column, precision).toLocalDateTime()));
  }

  private static InputColumn instant(LocalZonedTimestampType type) {
    int precision = type.getPrecision();
    return new InputColumn(
        vector(DuckDBColumnType.TIMESTAMP_WITH_TIME_ZONE),
        AS_IT_IS,
        (vector, at, row, column) ->
            vector.setOffsetDateTime(
                at, row.getTimestamp(column, precision).toInstant().atOffset(ZoneOffset.UTC)));
  }

  private static InputColumn nested(LogicalType type) {
    NestedInput nested = NestedInputs.of(type);
    int fields = type instanceof RowType row ? row.getFieldCount() : 0;
    return InputColumn.ofTexts(
        value -> nested.converted("CAST(CAST(%s AS JSON) AS %s)".formatted(value, nested.wire())),
        (row, column) -> nested.json(value(type, row, column, fields)).getBytes(UTF_8));
  }

  /** Flink does not look into texts that it makes of bytes, and DuckDB must have no others. */
  private static byte[] utf8(StringData text) {
    byte[] bytes = text.toBytes();
    for (byte b : bytes) {
      if (b < 0) {
        return text.toString().getBytes(UTF_8);
      }
    }
    return bytes;
  }

  private static Object value(LogicalType type, RowData row, int column, int fields) {
    return switch (type.getTypeRoot()) {
      case ARRAY -> row.getArray(column);
      case ROW -> row.getRow(column, fields);
      default -> row.getMap(column);
    };
  }
}
