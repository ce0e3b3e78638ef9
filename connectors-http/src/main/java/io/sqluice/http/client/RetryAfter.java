package io.sqluice.http.client;

import io.netty.handler.codec.DateFormatter;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.Nullable;

/** Reads the Retry-After header field (RFC 9110, section 10.2.3). */
final class RetryAfter {

  private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE);

  private RetryAfter() {}

  /**
   * The wait that a response asks for; null if it asks for none, or not in a way that is known.
   *
   * @param headers by lower-case name
   */
  @Nullable
  static Duration of(Map<String, List<String>> headers, Instant now) {
    List<String> values = headers.get("retry-after");
    return values == null ? null : parse(values.get(0), now).orElse(null);
  }

  /**
   * The wait that a server asks for.
   *
   * @param value seconds, or a date in one of the three forms of RFC 9110, section 5.6.7
   * @param now what a date is measured against; a past date asks for no wait
   * @return empty if the value is neither
   */
  static Optional<Duration> parse(String value, Instant now) {
    String text = value.strip();
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      try {
        return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
      } catch (NumberFormatException moreThanALongHolds) {
        return Optional.of(LONGEST);
      }
    }
    Date date = DateFormatter.parseHttpDate(text);
    if (date == null) {
      return Optional.empty();
    }
    Duration wait = Duration.between(now, date.toInstant());
    return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
  }
}
