package io.sqluice.job.output;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import org.apache.flink.table.data.TimestampData;

/** Dates and times as ISO 8601 text, with as many digits of a second as the type has. */
final class TemporalText {

  private static final int NANOSECOND_DIGITS = 9;

  private TemporalText() {}

  static String date(int epochDay) {
    return LocalDate.ofEpochDay(epochDay).toString();
  }

  static String time(int millisecondOfDay, int precision) {
    return time(LocalTime.ofNanoOfDay(millisecondOfDay * 1_000_000L), precision);
  }

  static String timestamp(TimestampData timestamp, int precision) {
    return dateTime(timestamp.toLocalDateTime(), 'T', precision);
  }

  static String instant(TimestampData timestamp, int precision) {
    return dateTime(LocalDateTime.ofInstant(timestamp.toInstant(), ZoneOffset.UTC), 'T', precision)
        + "Z";
  }

  static String dateTime(LocalDateTime dateTime, char separator, int precision) {
    return dateTime.toLocalDate().toString() + separator + time(dateTime.toLocalTime(), precision);
  }

  static String yearMonth(int months) {
    return Period.ofMonths(months).normalized().toString();
  }

  static String dayTime(long milliseconds) {
    return Duration.ofMillis(milliseconds).toString();
  }

  // Written by hand: a DateTimeFormatter a precision costs start-up time before the first row.
  private static String time(LocalTime time, int precision) {
    StringBuilder text = new StringBuilder(8 + 1 + NANOSECOND_DIGITS);
    twoDigits(text, time.getHour()).append(':');
    twoDigits(text, time.getMinute()).append(':');
    twoDigits(text, time.getSecond());
    if (precision > 0) {
      String nanoseconds = Integer.toString(time.getNano());
      String padded = "0".repeat(NANOSECOND_DIGITS - nanoseconds.length()) + nanoseconds;
      text.append('.').append(padded, 0, precision);
    }
    return text.toString();
  }

  private static StringBuilder twoDigits(StringBuilder text, int value) {
    return text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }
}
