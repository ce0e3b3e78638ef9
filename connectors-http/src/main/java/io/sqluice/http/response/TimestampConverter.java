package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.annotation.Nullable;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * The converter of TIMESTAMP and TIMESTAMP_LTZ: from numbers since the epoch, and from ISO 8601 or
 * a given pattern. Text with an offset is converted to UTC; text without one is UTC. Digits beyond
 * the column's precision are cut.
 */
final class TimestampConverter implements JsonConverter {

  /** ISO 8601 with a T or a space between date and time, the offset as +01:00, +0100, +01 or Z. */
  static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][ ]")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** A "y" outside of quotes: an even number of quotes follows. */
  private static final Pattern YEAR_OF_ERA = Pattern.compile("y(?=(?:[^']*'[^']*')*[^']*$)");

  private static final long NANOS_OF_SECOND = 1_000_000_000L;
  private static final long MIN_SECOND = LocalDate.of(0, 1, 1).toEpochDay() * 86_400;
  private static final long MAX_SECOND = LocalDate.of(10_000, 1, 1).toEpochDay() * 86_400 - 1;

  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  private final LogicalType type;
  private final EpochUnit unit;
  @Nullable private final String pattern;
  private final DateTimeFormatter formatter;
  private final int nanoStep;

  /**
   * @param precision digits of the second's fraction that the column keeps
   * @param pattern of text, null for ISO 8601
   */
  TimestampConverter(LogicalType type, int precision, EpochUnit unit, @Nullable String pattern) {
    this.type = type;
    this.unit = unit;
    this.pattern = pattern;
    this.formatter = pattern == null ? ISO : formatter(pattern);
    this.nanoStep = DateTimeConverters.powerOfTen(9 - precision);
  }

  /**
   * Strict, so that the 30th of February is an error and not the 28th.
   *
   * @throws IllegalArgumentException if it is not a pattern
   */
  static DateTimeFormatter formatter(String pattern) {
    // A strict year of era ("y") needs an era; without one the year ("u") is meant.
    String strict =
        pattern.indexOf('G') < 0 ? YEAR_OF_ERA.matcher(pattern).replaceAll("u") : pattern;
    return DateTimeFormatter.ofPattern(strict, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  }

  @Override
  public Object convert(JsonNode value) {
    if (value.isTextual()) {
      String text = value.textValue().strip();
      return pattern == null && NumberText.isNumber(text) ? sinceEpoch(value) : parsed(value, text);
    }
    if (value.isNumber()) {
      return sinceEpoch(value);
    }
    throw new InvalidValueException(type, value, "a timestamp as text or number");
  }

  private TimestampData parsed(JsonNode value, String text) {
    try {
      TemporalAccessor parsed = formatter.parse(text);
      if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
        Instant instant = Instant.from(parsed);
        return timestamp(value, instant.getEpochSecond(), instant.getNano());
      }
      LocalDate date = parsed.query(TemporalQueries.localDate());
      LocalTime time = parsed.query(TemporalQueries.localTime());
      ZoneOffset offset = parsed.query(TemporalQueries.offset());
      if (date == null) {
        throw new DateTimeException("no date");
      }
      LocalTime timeOrMidnight = time == null ? LocalTime.MIDNIGHT : time;
      return timestamp(
          value,
          date.toEpochSecond(timeOrMidnight, offset == null ? ZoneOffset.UTC : offset),
          timeOrMidnight.getNano());
    } catch (DateTimeException e) {
      throw pattern == null
          ? new InvalidValueException(
              type,
              value,
              "a timestamp such as 2026-11-20T10:00:00.123 or 2026-11-20 10:00:00+01:00",
              "set timestamp.format to the pattern of the text, or convert it in jq")
          : new InvalidValueException(
              type,
              value,
              "a timestamp in the format " + pattern,
              "change timestamp.format, or convert it in jq");
    }
  }

  private TimestampData sinceEpoch(JsonNode value) {
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      long number = value.longValue();
      long unitsOfSecond =
          unit.unitsPerSecond(number == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(number));
      long fraction = Math.floorMod(number, unitsOfSecond);
      return timestamp(
          value,
          Math.floorDiv(number, unitsOfSecond),
          fraction * (NANOS_OF_SECOND / unitsOfSecond));
    }
    BigDecimal number = NumberConverters.exactValue(type, value, "a timestamp as text or number");
    long digits = NumberText.integerDigits(number);
    if (digits > 19) {
      throw outOfRange(value);
    }
    // So near to the epoch that no unit shows it; must not be written out, nor can it be seen.
    if (digits < -19) {
      return timestamp(value, 0, 0);
    }
    long unitsOfSecond = unit.unitsPerSecond(number.abs().min(MAX_LONG).longValue());
    BigDecimal nanos =
        number
            .multiply(BigDecimal.valueOf(NANOS_OF_SECOND / unitsOfSecond))
            .setScale(0, RoundingMode.FLOOR);
    BigDecimal second = BigDecimal.valueOf(NANOS_OF_SECOND);
    BigDecimal seconds = nanos.divide(second, 0, RoundingMode.FLOOR);
    return timestamp(
        value, seconds.longValue(), nanos.subtract(seconds.multiply(second)).longValue());
  }

  private TimestampData timestamp(JsonNode value, long second, long nanoOfSecond) {
    if (second < MIN_SECOND || second > MAX_SECOND) {
      throw outOfRange(value);
    }
    int nano = (int) (nanoOfSecond - nanoOfSecond % nanoStep);
    return TimestampData.fromEpochMillis(second * 1_000 + nano / 1_000_000, nano % 1_000_000);
  }

  private InvalidValueException outOfRange(JsonNode value) {
    return new InvalidValueException(
        type,
        value,
        "a timestamp from the years 0000 to 9999",
        "set timestamp.epoch-unit to the unit of the number");
  }
}
