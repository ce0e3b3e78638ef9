package io.sqluice.duckdb.type;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  private static final long MICROS_OF_DAY = 86_400_000_000L;

  private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

  /** The driver counts them like others; no other value of a unit's comes out as one of these. */
  private static final Set<LocalDateTime> INFINITE =
      Stream.of(ChronoUnit.MILLIS, ChronoUnit.MICROS, ChronoUnit.NANOS)
          .flatMap(
              unit ->
                  Stream.of(EPOCH.plus(Long.MAX_VALUE, unit), EPOCH.minus(Long.MAX_VALUE, unit)))
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<TimestampData> INFINITE_INSTANTS =
      Set.of(uncutMicros(Long.MAX_VALUE), uncutMicros(-Long.MAX_VALUE));

  private TemporalValues() {}

  static int date(Object value) {
    int day = Math.toIntExact(((LocalDate) value).toEpochDay());
    if (day == Integer.MAX_VALUE || day == -Integer.MAX_VALUE) {
      throw infinite("DATE");
    }
    return day;
  }

  static int time(Object value, LogicalType type) {
    return time(((LocalTime) value).toNanoOfDay(), type);
  }

  static int timeOfMicros(long micros, LogicalType type) {
    if (micros >= MICROS_OF_DAY) {
      throw endOfDay();
    }
    return time(micros * 1000, type);
  }

  private static int time(long nanos, LogicalType type) {
    return (int) ((nanos - nanos % unit(type)) / 1_000_000);
  }

  static TimestampData timestamp(LocalDateTime value, LogicalType type) {
    if (INFINITE.contains(value)) {
      throw infinite("TIMESTAMP");
    }
    return cut(TimestampData.fromLocalDateTime(value), type);
  }

  static TimestampData instant(Object value, LogicalType type) {
    TimestampData instant = TimestampData.fromInstant(((OffsetDateTime) value).toInstant());
    if (INFINITE_INSTANTS.contains(instant)) {
      throw infinite("TIMESTAMPTZ");
    }
    return cut(instant, type);
  }

  static TimestampData ofMillis(long millis, LogicalType type) {
    return cut(uncutMillis(finite(millis)), type);
  }

  static TimestampData ofMicros(long micros, LogicalType type) {
    return cut(uncutMicros(finite(micros)), type);
  }

  static TimestampData ofNanos(long nanos, LogicalType type) {
    return cut(uncutNanos(finite(nanos)), type);
  }

  private static long finite(long count) {
    if (count == Long.MAX_VALUE || count == -Long.MAX_VALUE) {
      throw infinite("TIMESTAMP");
    }
    return count;
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

  private static TimestampData uncutMillis(long millis) {
    return TimestampData.fromEpochMillis(millis);
  }

  private static TimestampData uncutMicros(long micros) {
    return TimestampData.fromEpochMillis(
        Math.floorDiv(micros, 1000L), Math.floorMod(micros, 1000) * 1000);
  }

  private static TimestampData uncutNanos(long nanos) {
    return TimestampData.fromEpochMillis(
        Math.floorDiv(nanos, 1_000_000L), Math.floorMod(nanos, 1_000_000));
  }

  /**
   * What is wrong with a value that the driver has no object for.
   *
   * @param local whether it is a date-time without a zone
   */
  static UnreadableValueException unreadable(boolean local, DateTimeException problem) {
    if (local) {
      return infinite("TIMESTAMP");
    }
    if (String.valueOf(problem.getMessage()).contains(ChronoField.NANO_OF_DAY.toString())) {
      return endOfDay();
    }
    return new UnreadableValueException("found a value outside the range: " + problem.getMessage());
  }

  private static UnreadableValueException endOfDay() {
    return new UnreadableValueException(
        "found the time 24:00:00, which Flink has not; use a value below 24:00:00, or cast it in the query to VARCHAR");
  }

  private static UnreadableValueException infinite(String type) {
    return new UnreadableValueException(
        "found an infinite %s, which Flink has not; replace it in the query, for example with CASE WHEN isfinite(x) THEN x END"
            .formatted(type));
  }
}
