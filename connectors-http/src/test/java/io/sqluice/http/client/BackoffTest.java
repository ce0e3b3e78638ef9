package io.sqluice.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.DoubleSummaryStatistics;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private static RetryPolicy policy(double multiplier, double jitter) {
    return new RetryPolicy(
        10,
        Duration.ofMillis(1000),
        Duration.ofSeconds(60),
        multiplier,
        jitter,
        true,
        Duration.ofMinutes(10));
  }

  @ParameterizedTest
  @CsvSource({
    "2.0, 1, 1000",
    "2.0, 2, 2000",
    "2.0, 6, 32000",
    "2.0, 7, 60000",
    "2.0, 5000, 60000",
    "1.0, 9, 1000",
    "1.5, 3, 2250",
  })
  void should_grow_up_to_the_longest_backoff(double multiplier, int failed, long millis) {
    Backoff backoff = new Backoff(policy(multiplier, 0), () -> 0.9);

    assertThat(backoff.waitAfter(failed, null)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"0.0, 800", "0.25, 900", "0.5, 1000", "0.75, 1100"})
  void should_spread_by_the_jitter(double random, long millis) {
    Backoff backoff = new Backoff(policy(2, 0.2), () -> random);

    assertThat(backoff.waitAfter(1, null)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void should_spread_evenly_and_stay_within_the_jitter() {
    Random random = new Random(7);
    Backoff backoff = new Backoff(policy(2, 0.2), random::nextDouble);

    DoubleSummaryStatistics waits =
        DoubleStream.generate(() -> backoff.waitAfter(1, null).toNanos() / 1e9)
            .limit(10_000)
            .summaryStatistics();

    assertThat(waits.getMin()).isBetween(0.8, 0.801);
    assertThat(waits.getMax()).isBetween(1.199, 1.2);
    assertThat(waits.getAverage()).isBetween(0.99, 1.01);
  }

  @Test
  void should_reach_from_nothing_to_twice_the_backoff_with_full_jitter() {
    assertThat(new Backoff(policy(2, 1), () -> 0).waitAfter(1, null)).isZero();
    assertThat(new Backoff(policy(2, 1), () -> 0.999_999).waitAfter(1, null))
        .isBetween(Duration.ofMillis(1999), Duration.ofMillis(2000));
  }

  @Test
  void should_wait_as_long_as_the_server_asks_but_not_for_ever() {
    Backoff backoff = new Backoff(policy(2, 0), () -> 0.5);

    assertThat(backoff.waitAfter(1, Duration.ZERO)).isZero();
    assertThat(backoff.waitAfter(1, Duration.ofMinutes(9))).isEqualTo(Duration.ofMinutes(9));
    assertThat(backoff.waitAfter(1, Duration.ofDays(9))).isEqualTo(Duration.ofMinutes(10));
  }
}
