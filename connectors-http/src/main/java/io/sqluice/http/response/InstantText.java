package io.sqluice.http.response;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.Nullable;

/**
 * Reads and writes instants as APIs write them: in ISO 8601, as timestamp columns take it, or in a
 * pattern. Text without an offset is UTC. Thread-safe.
 */
public final class InstantText {

  private static final Pattern ISO_SHAPE =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}"
              + "(?:(?<separator>[Tt ])\\d{2}:\\d{2}(?::\\d{2}(?:\\.(?<fraction>\\d{1,9}))?)?"
              + "(?<offset>[Zz]|[+-]\\d{2}(?::?\\d{2})?)?)?");

  @Nullable private final DateTimeFormatter pattern;

  /**
   * @param pattern of {@link DateTimeFormatter}, tried before ISO 8601; null for ISO 8601 alone
   * @throws IllegalArgumentException if it is not a pattern
   */
  public InstantText(@Nullable String pattern) {
    this.pattern = pattern == null ? null : TimestampConverter.formatter(pattern);
  }

  /** The instant that a text stands for; empty if it is no time. */
  public Optional<Instant> parse(String text) {
    if (pattern != null) {
      Optional<Instant> instant = parse(text, pattern);
      if (instant.isPresent()) {
        return instant;
      }
    }
    return ISO_SHAPE.matcher(text).matches()
        ? parse(text, TimestampConverter.ISO)
        : Optional.empty();
  }

  /** Whether a text is a time in the pattern; false if there is none. */
  public boolean isOfPattern(String text) {
    return pattern != null && parse(text, pattern).isPresent();
  }

  /**
   * An instant in the way another one is written, with as many digits more as it takes; ISO 8601 in
   * UTC if that way cannot hold it.
   *
   * @param like a text that {@link #parse} takes
   */
  public String write(Instant instant, String like) {
    if (isOfPattern(like)) {
      String text = pattern.withZone(ZoneOffset.UTC).format(instant);
      if (parse(text, pattern).filter(instant::equals).isPresent()) {
        return text;
      }
    }
    Matcher shape = ISO_SHAPE.matcher(like);
    if (!shape.matches()) {
      return instant.toString();
    }
    String offset = shape.group("offset") == null ? "" : shape.group("offset");
    OffsetDateTime local = instant.atOffset(offset.isEmpty() ? ZoneOffset.UTC : offset(offset));
    if (shape.group("separator") == null) {
      boolean midnight = local.toLocalTime().equals(LocalTime.MIDNIGHT);
      return midnight ? local.toLocalDate().toString() : instant.toString();
    }
    String fraction = shape.group("fraction") == null ? "" : shape.group("fraction");
    return local.toLocalDate()
        + shape.group("separator")
        + DateTimeFormatter.ofPattern("HH:mm:ss").format(local)
        + fraction(local.getNano(), fraction.length())
        + offset;
  }

  private static String fraction(int nano, int leastDigits) {
    String digits = "%09d".formatted(nano);
    int length = 9;
    while (length > leastDigits && digits.charAt(length - 1) == '0') {
      length--;
    }
    return length == 0 ? "" : "." + digits.substring(0, length);
  }

  private static ZoneOffset offset(String text) {
    return text.equals("z") ? ZoneOffset.UTC : ZoneOffset.of(text);
  }

  private static Optional<Instant> parse(String text, DateTimeFormatter formatter) {
    try {
      TemporalAccessor parsed = formatter.parse(text);
      if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
        return Optional.of(Instant.from(parsed));
      }
      LocalDate date = parsed.query(TemporalQueries.localDate());
      LocalTime time = parsed.query(TemporalQueries.localTime());
      ZoneOffset offset = parsed.query(TemporalQueries.offset());
      if (date == null) {
        return Optional.empty();
      }
      return Optional.of(
          date.atTime(time == null ? LocalTime.MIDNIGHT : time)
              .toInstant(offset == null ? ZoneOffset.UTC : offset));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
