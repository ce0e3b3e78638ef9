package io.sqluice.http.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the header fields by which servers say how many requests they still take: {@code
 * X-RateLimit-Remaining} and {@code -Reset} in their usual spellings, and the fields of
 * draft-ietf-httpapi-ratelimit-headers, old and new. What is not a number is as good as absent.
 */
final class RateLimitFields {

  private static final List<String> PREFIXES =
      List.of("x-ratelimit-", "x-rate-limit-", "ratelimit-", "rate-limit-");

  /** The draft's field: items such as {@code "hourly";r=0;t=60}, in an older version parameters. */
  private static final String DRAFT = "ratelimit";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,9})?");
  private static final Pattern DRAFT_REMAINING =
      Pattern.compile("(?:^|[;,\\s])(?:r|remaining)\\s*=\\s*([0-9]{1,15})(?=$|[;,\\s])");
  private static final Pattern DRAFT_RESET =
      Pattern.compile("(?:^|[;,\\s])(?:t|reset)\\s*=\\s*([0-9]{1,15})(?=$|[;,\\s])");

  /** Less than this is the number of seconds left; as a time it would be in 2001. */
  private static final double FIRST_EPOCH_SECOND = 1e9;

  /** From here on it is milliseconds; as seconds it would be in the year 5138. */
  private static final double FIRST_EPOCH_MILLISECOND = 1e11;

  private RateLimitFields() {}

  /**
   * How long the server takes no requests any more; empty if it takes them or does not say.
   *
   * @param headers by lower-case name
   */
  static Optional<Duration> exhaustedFor(Map<String, List<String>> headers, Instant now) {
    if (!areIn(headers)) {
      return Optional.empty();
    }
    Duration longest = draft(String.join(",", headers.getOrDefault(DRAFT, List.of())));
    for (String prefix : PREFIXES) {
      if (number(headers, prefix + "remaining") == 0) {
        Duration reset = resetIn(headers, prefix, now);
        longest = reset.compareTo(longest) > 0 ? reset : longest;
      }
    }
    return Optional.of(longest).filter(wait -> !wait.isZero());
  }

  /** Most answers have none of them. */
  private static boolean areIn(Map<String, List<String>> headers) {
    for (String name : headers.keySet()) {
      if (name.startsWith("x-rate") || name.startsWith("rate")) {
        return true;
      }
    }
    return false;
  }

  private static Duration resetIn(Map<String, List<String>> headers, String prefix, Instant now) {
    double left = number(headers, prefix + "reset-after");
    if (left >= 0) {
      return seconds(left);
    }
    double reset = number(headers, prefix + "reset");
    double epoch = now.toEpochMilli() / 1e3;
    if (reset < FIRST_EPOCH_SECOND) {
      return seconds(reset);
    }
    return seconds((reset < FIRST_EPOCH_MILLISECOND ? reset : reset / 1e3) - epoch);
  }

  private static Duration draft(String field) {
    // In the old version the commas part parameters, not items.
    String[] items = field.contains("remaining") ? new String[] {field} : field.split(",");
    Duration longest = Duration.ZERO;
    for (String item : items) {
      Matcher remaining = DRAFT_REMAINING.matcher(item);
      Matcher reset = DRAFT_RESET.matcher(item);
      if (remaining.find() && Long.parseLong(remaining.group(1)) == 0 && reset.find()) {
        Duration wait = Duration.ofSeconds(Long.parseLong(reset.group(1)));
        longest = wait.compareTo(longest) > 0 ? wait : longest;
      }
    }
    return longest;
  }

  /** The field's number, -1 if it has none. */
  private static double number(Map<String, List<String>> headers, String name) {
    List<String> values = headers.get(name);
    String text = values == null ? "" : values.get(0).strip();
    return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : -1;
  }

  private static Duration seconds(double seconds) {
    return seconds <= 0 ? Duration.ZERO : Duration.ofMillis((long) Math.ceil(seconds * 1e3));
  }
}
