package io.sqluice.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitFieldsTest {

  /** 1,795,176,000 seconds after the epoch. */
  private static final Instant NOW = Instant.ofEpochSecond(1_795_176_000L);

  private static Duration exhausted(String fields) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    Arrays.stream(fields.split(" \\| "))
        .map(field -> field.split(": ", 2))
        .forEach(field -> headers.put(field[0], List.of(field[1])));
    return RateLimitFields.exhaustedFor(headers, NOW).orElse(null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x-ratelimit-remaining: 0 | x-ratelimit-reset: 30; 30000",
        "x-ratelimit-remaining: 0 | x-ratelimit-reset: 1795176060; 60000",
        "x-ratelimit-remaining: 0 | x-ratelimit-reset: 1795176060.5; 60500",
        "x-ratelimit-remaining: 0 | x-ratelimit-reset: 1795176060123; 60123",
        "x-rate-limit-remaining: 0 | x-rate-limit-reset: 5; 5000",
        "ratelimit-remaining: 0 | ratelimit-reset: 5; 5000",
        "rate-limit-remaining: 0 | rate-limit-reset: 5; 5000",
        "x-ratelimit-remaining: 0.0 | x-ratelimit-reset: 0.25; 250",
        "x-ratelimit-remaining: 0 | x-ratelimit-reset: 1795179600 | x-ratelimit-reset-after: 2.5; 2500",
        "ratelimit: limit=100, remaining=0, reset=7; 7000",
        "ratelimit: remaining=0,reset=7; 7000",
      })
  void should_read_how_long_the_server_takes_nothing(String fields, long millis) {
    assertThat(exhausted(fields)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ratelimit: \"hour\";r=0;t=60, \"day\";r=9;t=6000",
        "ratelimit: \"day\";r=9;t=6000, \"minute\";r=0;t=7, \"hour\";r=0;t=60",
        "ratelimit: hour; r=0; t=60",
      })
  void should_go_by_the_policy_that_is_used_up_the_longest(String fields) {
    assertThat(exhausted(fields)).isEqualTo(Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-ratelimit-remaining: 1 | x-ratelimit-reset: 30",
        "x-ratelimit-remaining: 0",
        "x-ratelimit-reset: 30",
        "x-ratelimit-remaining: 0 | x-ratelimit-reset: 0",
        "x-ratelimit-remaining: 0 | x-ratelimit-reset: 1795175999",
        "x-ratelimit-remaining: -1 | x-ratelimit-reset: 30",
        "x-ratelimit-remaining: none | x-ratelimit-reset: 30",
        "x-ratelimit-remaining: 0 | x-ratelimit-reset: soon",
        "x-ratelimit-remaining: 0 | x-ratelimit-reset: -30",
        "x-ratelimit-remaining: 0 | x-ratelimit-reset: NaN",
        "x-ratelimit-remaining: 0 | x-ratelimit-reset: 1e308",
        "x-ratelimit-remaining: 0 | x-ratelimit-reset: 99999999999999999999999",
        "x-ratelimit-remaining: 0 | x-ratelimit-reset-after: Infinity",
        "x-ratelimit-remaining:  | x-ratelimit-reset: 30",
        "ratelimit: r=0",
        "ratelimit: remaining=0",
        "ratelimit: r=01x;t=5",
        "ratelimit: ;;;,,,",
        "ratelimit: r=0;t=99999999999999999999999",
      })
  void should_take_no_harm_from_anything_else(String fields) {
    assertThat(exhausted(fields)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-ratelimit-remaining: 0 | x-ratelimit-reset: 999999999",
        "x-ratelimit-remaining: 0 | x-ratelimit-reset: 999999999999999",
        "ratelimit: r=0;t=999999999999999",
      })
  void should_say_a_long_time_for_a_large_number(String fields) {
    assertThat(exhausted(fields)).isGreaterThan(Duration.ofDays(365));
  }
}
