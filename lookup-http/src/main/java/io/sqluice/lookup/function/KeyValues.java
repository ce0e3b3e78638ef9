package io.sqluice.lookup.function;

import io.sqluice.http.request.WrittenValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Turns keys from Flink's internal form into values of a request. Timestamps without a time zone
 * are taken to be in UTC where a placeholder has a time format, as those of answers are.
 */
public final class KeyValues {

  private KeyValues() {}

  /** Whether a key can have a type: scalars, but no intervals. */
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
          BINARY,
          VARBINARY,
          DATE,
          TIME_WITHOUT_TIME_ZONE,
          TIMESTAMP_WITHOUT_TIME_ZONE,
          TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          true;
      default -> false;
    };
  }

  /**
   * The value as a request has it: text, number, boolean or time; bytes are Base64 (RFC 4648).
   *
   * @param internal not null
   */
  static Object external(Object internal, LogicalType type) {
    return switch (type.getTypeRoot()) {
      case CHAR, VARCHAR -> internal.toString();
      case DECIMAL -> ((DecimalData) internal).toBigDecimal();
      case BINARY, VARBINARY -> Base64.getEncoder().encodeToString((byte[]) internal);
      case DATE -> {
        LocalDate date = LocalDate.ofEpochDay((int) internal);
        yield new WrittenValue(
            date.toString(), false, date.atStartOfDay().toInstant(ZoneOffset.UTC));
      }
      case TIME_WITHOUT_TIME_ZONE ->
          DateTimeFormatter.ISO_LOCAL_TIME.format(
              LocalTime.ofNanoOfDay(TimeUnit.MILLISECONDS.toNanos((int) internal)));
      case TIMESTAMP_WITHOUT_TIME_ZONE -> {
        LocalDateTime time = ((TimestampData) internal).toLocalDateTime();
        Instant instant = time.toInstant(ZoneOffset.UTC);
        yield new WrittenValue(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time), false, instant);
      }
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> ((TimestampData) internal).toInstant();
      default -> internal;
    };
  }

  /** The key apart from the row that Flink gave, whose memory it may be a small part of. */
  static Object detached(Object internal) {
    return internal instanceof BinaryStringData string ? string.copy() : internal;
  }

  /** Whether two values of a type are equal in SQL. */
  static boolean areEqual(Object one, Object other) {
    if (one instanceof byte[] bytes) {
      return Arrays.equals(bytes, (byte[]) other);
    }
    if (one instanceof Double number) {
      return number.doubleValue() == (double) other;
    }
    return one instanceof Float number ? number.floatValue() == (float) other : one.equals(other);
  }
}
