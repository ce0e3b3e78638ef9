package io.sqluice.duckdb.type;

import java.sql.SQLException;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.duckdb.DuckDBAppender;

/**
 * How values of a type are appended.
 *
 * @param appendedType the type of the column they are appended to
 * @param conversion makes the type itself of that; null if it is the same
 * @param writer appends a value that is not NULL
 */
record AppendedColumn(String appendedType, @Nullable Conversion conversion, Writer writer) {

  /** Makes SQL of SQL. */
  interface Conversion {
    String of(String value);
  }

  /** Appends one value. */
  interface Writer {
    void write(RowData row, int column, DuckDBAppender appender) throws SQLException;
  }

  static AppendedColumn of(LogicalType type) {
    return switch (type.getTypeRoot()) {
      case CHAR, VARCHAR ->
          plain(type, (row, i, appender) -> appender.append(row.getString(i).toString()));
      case BOOLEAN -> plain(type, (row, i, appender) -> appender.append(row.getBoolean(i)));
      case TINYINT -> plain(type, (row, i, appender) -> appender.append(row.getByte(i)));
      case SMALLINT -> plain(type, (row, i, appender) -> appender.append(row.getShort(i)));
      case INTEGER -> plain(type, (row, i, appender) -> appender.append(row.getInt(i)));
      case BIGINT -> plain(type, (row, i, appender) -> appender.append(row.getLong(i)));
      case FLOAT -> plain(type, (row, i, appender) -> appender.append(row.getFloat(i)));
      case DOUBLE -> plain(type, (row, i, appender) -> appender.append(row.getDouble(i)));
      case DECIMAL -> {
        int precision = ((DecimalType) type).getPrecision();
        int scale = ((DecimalType) type).getScale();
        yield plain(
            type,
            (row, i, appender) ->
                appender.append(row.getDecimal(i, precision, scale).toBigDecimal()));
      }
      case DATE -> plain(type, (row, i, appender) -> appender.appendEpochDays(row.getInt(i)));
      case TIME_WITHOUT_TIME_ZONE ->
          plain(type, (row, i, appender) -> appender.appendDayMicros(row.getInt(i) * 1000L));
      case TIMESTAMP_WITHOUT_TIME_ZONE -> timestamp((TimestampType) type);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> {
        int precision = ((LocalZonedTimestampType) type).getPrecision();
        yield plain(
            type,
            (row, i, appender) ->
                appender.appendEpochMicros(NestedInputs.micros(row.getTimestamp(i, precision))));
      }
      case BINARY, VARBINARY ->
          plain(type, (row, i, appender) -> appender.append(row.getBinary(i)));
      case INTERVAL_YEAR_MONTH ->
          new AppendedColumn(
              "INTEGER", Conversions::months, (row, i, appender) -> appender.append(row.getInt(i)));
      case INTERVAL_DAY_TIME ->
          new AppendedColumn(
              "BIGINT", Conversions::millis, (row, i, appender) -> appender.append(row.getLong(i)));
      default -> nested(type);
    };
  }

  private static AppendedColumn plain(LogicalType type, Writer writer) {
    return new AppendedColumn(DuckDbTypes.sqlType(type), null, writer);
  }

  private static AppendedColumn timestamp(TimestampType type) {
    int precision = type.getPrecision();
    return plain(
        type,
        (row, i, appender) -> {
          TimestampData value = row.getTimestamp(i, precision);
          if (precision == 0) {
            appender.appendEpochSeconds(Math.floorDiv(value.getMillisecond(), 1000L));
          } else if (precision <= 3) {
            appender.appendEpochMillis(value.getMillisecond());
          } else if (precision <= 6) {
            appender.appendEpochMicros(NestedInputs.micros(value));
          } else {
            appender.appendEpochNanos(NestedInputs.nanos(value));
          }
        });
  }

  /** As JSON, which the driver's appender takes for every type that it cannot append itself. */
  private static AppendedColumn nested(LogicalType type) {
    NestedInput nested = NestedInputs.of(type);
    int fields = type instanceof RowType row ? row.getFieldCount() : 0;
    return new AppendedColumn(
        "VARCHAR",
        value -> nested.converted("CAST(CAST(%s AS JSON) AS %s)".formatted(value, nested.wire())),
        (row, i, appender) -> appender.append(nested.json(value(type, row, i, fields))));
  }

  private static Object value(LogicalType type, RowData row, int column, int fields) {
    return switch (type.getTypeRoot()) {
      case ARRAY -> row.getArray(column);
      case ROW -> row.getRow(column, fields);
      default -> row.getMap(column);
    };
  }
}
