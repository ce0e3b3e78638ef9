package io.sqluice.http.auth;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How the time of a signature is written. */
public enum TimestampUnit {
  S,
  MS,
  US,
  ISO;

  private static final DateTimeFormatter ISO_MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** The instant as text, cut to the unit. */
  String format(Instant instant) {
    return switch (this) {
      case S -> Long.toString(instant.getEpochSecond());
      case MS -> Long.toString(instant.toEpochMilli());
      case US -> Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
      case ISO -> ISO_MILLIS.format(instant);
    };
  }

  /** The word of the option. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
