package io.sqluice.duckdb.type;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/**
 * Dates and times of DuckDB's in Flink's internal form. Fractions beyond the type's are cut off.
 */
final class TemporalValues {

  private static final long[] NANOS_OF_PRECISION = {
    1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
  };

  private static final LocalDateTime INFINITE = ofEpochMicros(Long.MAX_VALUE);
  private static final LocalDateTime MINUS_INFINITE = ofEpochMicros(-Long.MAX_VALUE);

  private TemporalValues() {}

  static int date(Object value) {
    int day = Math.toIntExact(((LocalDate) value).toEpochDay());
    if (day == Integer.MAX_VALUE || day == -Integer.MAX_VALUE) {
      throw infinite("DATE");
    }
    return day;
  }

  static int time(Object value, LogicalType type) {
    long nanos = ((LocalTime) value).toNanoOfDay();
    return (int) ((nanos - nanos % unit(type)) / 1_000_000);
  }

  static TimestampData timestamp(LocalDateTime value, LogicalType type) {
    if (value.equals(INFINITE) || value.equals(MINUS_INFINITE)) {
      throw infinite("TIMESTAMP");
    }
    return cut(TimestampData.fromLocalDateTime(value), type);
  }

  static TimestampData instant(Object value, LogicalType type) {
    return cut(TimestampData.fromInstant(((OffsetDateTime) value).toInstant()), type);
  }

  static TimestampData ofMillis(long millis, LogicalType type) {
    return cut(TimestampData.fromEpochMillis(millis), type);
  }

  static TimestampData ofMicros(long micros, LogicalType type) {
    return cut(
        TimestampData.fromEpochMillis(
            Math.floorDiv(micros, 1000L), Math.floorMod(micros, 1000) * 1000),
        type);
  }

  static TimestampData ofNanos(long nanos, LogicalType type) {
    return cut(
        TimestampData.fromEpochMillis(
            Math.floorDiv(nanos, 1_000_000L), Math.floorMod(nanos, 1_000_000)),
        type);
  }

  private static TimestampData cut(TimestampData value, LogicalType type) {
    long unit = unit(type);
    if (unit <= 1_000_000) {
      int nanos = value.getNanoOfMillisecond();
      return TimestampData.fromEpochMillis(value.getMillisecond(), (int) (nanos - nanos % unit));
    }
    long millis = value.getMillisecond();
    return TimestampData.fromEpochMillis(millis - Math.floorMod(millis, unit / 1_000_000));
  }

  /** The nanoseconds of the last digit. */
  private static long unit(LogicalType type) {
    return NANOS_OF_PRECISION[LogicalTypeChecks.getPrecision(type)];
  }

  private static LocalDateTime ofEpochMicros(long micros) {
    return ofMicrosUncut(micros).toLocalDateTime();
  }

  private static TimestampData ofMicrosUncut(long micros) {
    return TimestampData.fromEpochMillis(
        Math.floorDiv(micros, 1000L), Math.floorMod(micros, 1000) * 1000);
  }

  private static UnreadableValueException infinite(String type) {
    return new UnreadableValueException(
        "found an infinite %s, which Flink has not; replace it in the query, for example with CASE WHEN isfinite(x) THEN x END"
            .formatted(type));
  }
}
