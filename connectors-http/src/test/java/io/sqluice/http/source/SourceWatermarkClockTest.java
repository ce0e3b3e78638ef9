package io.sqluice.http.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SourceWatermarkClockTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final ManualClock clock = new ManualClock(NOON);
  private final SourceWatermarkClock watermarks = new SourceWatermarkClock(clock);

  @Test
  void should_stay_just_below_now_while_nothing_is_outstanding() {
    assertThat(watermarks.watermark()).isEqualTo(NOON.toEpochMilli() - 1);

    clock.advance(Duration.ofSeconds(5));

    assertThat(watermarks.watermark()).isEqualTo(NOON.toEpochMilli() + 5_000 - 1);
  }

  @Test
  void should_stay_below_the_oldest_page_that_is_not_emitted() {
    Instant first = watermarks.arrived();
    clock.advance(Duration.ofSeconds(1));
    Instant second = watermarks.arrived();
    clock.advance(Duration.ofSeconds(1));

    assertThat(watermarks.watermark()).isEqualTo(first.toEpochMilli() - 1);
    watermarks.released(first);
    assertThat(watermarks.watermark()).isEqualTo(second.toEpochMilli() - 1);
    watermarks.released(second);
    assertThat(watermarks.watermark()).isEqualTo(NOON.toEpochMilli() + 2_000 - 1);
  }

  @Test
  void should_count_restored_pages() {
    watermarks.restored(NOON.minusSeconds(60));

    assertThat(watermarks.watermark()).isEqualTo(NOON.minusSeconds(60).toEpochMilli() - 1);
  }

  @Test
  void should_not_make_rows_late_when_the_clock_is_set_back() {
    long before = watermarks.watermark();
    clock.advance(Duration.ofSeconds(-10));

    Instant fetchTime = watermarks.arrived();

    assertThat(fetchTime.toEpochMilli()).isGreaterThan(before);
    assertThat(watermarks.watermark()).isEqualTo(before);
  }
}
