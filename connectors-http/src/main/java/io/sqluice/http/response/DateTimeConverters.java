package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.TimeType;

/** Converters of DATE and TIME, from ISO 8601 text. */
final class DateTimeConverters {

  private static final long NANOS_OF_MILLI = 1_000_000L;

  private DateTimeConverters() {}

  static JsonConverter date(DateType type) {
    return value -> {
      try {
        return Math.toIntExact(LocalDate.parse(textOf(value)).toEpochDay());
      } catch (DateTimeException | ArithmeticException e) {
        throw new InvalidValueException(type, value, "a date such as 2026-11-20");
      }
    };
  }

  /** Flink keeps milliseconds of the day; digits beyond the precision are cut. */
  static JsonConverter time(TimeType type) {
    int step = powerOfTen(Math.max(0, 3 - type.getPrecision()));
    return value -> {
      try {
        int millis = (int) (LocalTime.parse(textOf(value)).toNanoOfDay() / NANOS_OF_MILLI);
        return millis - millis % step;
      } catch (DateTimeException e) {
        throw new InvalidValueException(type, value, "a time such as 23:59:59.123");
      }
    };
  }

  /** The stripped text of a string; empty, and so not a date, for any other value. */
  private static String textOf(JsonNode value) {
    return value.isTextual() ? value.textValue().strip() : "";
  }

  static int powerOfTen(int exponent) {
    int power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
