package io.sqluice.duckdb.lookup;

import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.TimestampType;

/**
 * Gives the values of keys, none of them NULL, to a prepared statement, which casts them to their
 * types.
 */
public final class KeyValues implements Serializable {

  private static final long serialVersionUID = 1L;

  private final List<LogicalType> types;

  KeyValues(List<LogicalType> types) {
    this.types = List.copyOf(types);
  }

  /** Whether values of a type can be keys. */
  public static boolean isSupported(LogicalType type) {
    return switch (type.getTypeRoot()) {
      case CHAR,
          VARCHAR,
          BOOLEAN,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          FLOAT,
          DOUBLE,
          DECIMAL,
          DATE,
          TIME_WITHOUT_TIME_ZONE,
          TIMESTAMP_WITHOUT_TIME_ZONE,
          TIMESTAMP_WITH_LOCAL_TIME_ZONE,
          BINARY,
          VARBINARY ->
          true;
      default -> false;
    };
  }

  void set(RowData row, PreparedStatement statement) throws SQLException {
    for (int i = 0; i < types.size(); i++) {
      statement.setObject(i + 1, value(row, i, types.get(i)));
    }
  }

  private static Object value(RowData row, int i, LogicalType type) {
    return switch (type.getTypeRoot()) {
      case CHAR, VARCHAR -> row.getString(i).toString();
      case BOOLEAN -> row.getBoolean(i);
      case TINYINT -> row.getByte(i);
      case SMALLINT -> row.getShort(i);
      case INTEGER -> row.getInt(i);
      case BIGINT -> row.getLong(i);
      case FLOAT -> row.getFloat(i);
      case DOUBLE -> row.getDouble(i);
      case DECIMAL -> {
        DecimalType decimal = (DecimalType) type;
        yield row.getDecimal(i, decimal.getPrecision(), decimal.getScale()).toBigDecimal();
      }
      case DATE -> LocalDate.ofEpochDay(row.getInt(i));
      case TIME_WITHOUT_TIME_ZONE -> LocalTime.ofNanoOfDay(row.getInt(i) * 1_000_000L);
      case TIMESTAMP_WITHOUT_TIME_ZONE -> {
        int precision = ((TimestampType) type).getPrecision();
        LocalDateTime time = row.getTimestamp(i, precision).toLocalDateTime();
        // The driver cuts off nanoseconds.
        yield precision > 6 ? time.toString() : time;
      }
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          row.getTimestamp(i, ((LocalZonedTimestampType) type).getPrecision())
              .toInstant()
              .atOffset(ZoneOffset.UTC);
      case BINARY, VARBINARY -> row.getBinary(i);
      default -> throw new IllegalStateException("a key of type " + type);
    };
  }
}
