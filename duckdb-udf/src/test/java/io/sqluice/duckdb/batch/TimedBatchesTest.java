package io.sqluice.duckdb.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimedBatchesTest {

  private static BatchTrial relaxed() {
    return BatchTrial.of(new BatchWindow.Relaxed(Duration.ofMillis(100)));
  }

  private static BatchTrial aligned(boolean emitEmpty) {
    return BatchTrial.of(
        new BatchWindow.Fixed(Duration.ofMillis(100), null, LateRows.DROP, emitEmpty));
  }

  @Test
  void should_close_a_while_after_the_first_row_with_all_rows_since() throws Exception {
    BatchTrial batches = relaxed();

    batches.add(1, 1_030).add(2, 1_129).pass(1_129);
    assertThat(batches.closed()).isEmpty();

    batches.pass(1_130);
    assertThat(batches.closed()).containsExactly(List.of(1L, 2L));
    assertThat(batches.holdsState()).isFalse();
  }

  @Test
  void should_put_a_row_at_the_very_end_into_the_next_batch_only() throws Exception {
    BatchTrial batches = relaxed();

    batches.add(1, 1_000).add(2, 1_100).pass(1_100).end();

    assertThat(batches.closed()).containsExactly(List.of(1L), List.of(2L));
  }

  @Test
  void should_take_late_rows_into_the_next_batch() throws Exception {
    BatchTrial batches = relaxed();

    batches.add(1, 1_000).pass(1_100).add(2, 1_050).add(3, 1_150);

    assertThat(batches.dropped()).isZero();
    assertThat(batches.timers()).containsExactly(1_200L);
    assertThat(batches.end().closed()).containsExactly(List.of(1L), List.of(2L, 3L));
  }

  @Test
  void should_close_at_the_first_row_after_the_end_when_nothing_else_tells_time() throws Exception {
    BatchTrial batches = relaxed();

    batches.add(1, 1_000).add(2, 1_099).add(3, 1_500);
    assertThat(batches.closed()).containsExactly(List.of(1L, 2L));

    batches.endByClock();
    assertThat(batches.closed()).containsExactly(List.of(1L, 2L), List.of(3L));
    assertThat(batches.holdsState()).isFalse();
  }

  @Test
  void should_never_emit_an_empty_relaxed_batch() throws Exception {
    BatchTrial batches = relaxed();

    batches.add(1, 1_000).pass(9_000).add(2, 9_000).pass(20_000).end();

    assertThat(batches.closed()).containsExactly(List.of(1L), List.of(2L));
  }

  @Test
  void should_align_batches_of_arrivals_to_multiples_of_the_length() throws Exception {
    BatchTrial batches = aligned(false);

    batches.add(1, 1_030).add(2, 1_099).add(3, 1_100).add(4, 1_350).endByClock();

    assertThat(batches.closed()).containsExactly(List.of(1L, 2L), List.of(3L), List.of(4L));
  }

  @Test
  void should_emit_windows_without_arrivals_if_asked_to() throws Exception {
    BatchTrial batches = aligned(true);

    batches.add(1, 1_030).add(2, 1_350).endByClock();

    assertThat(batches.closed()).containsExactly(List.of(1L), List.of(), List.of(), List.of(2L));
  }

  @Test
  void should_emit_windows_without_arrivals_while_time_passes_alone() throws Exception {
    BatchTrial batches = aligned(true);

    batches.add(1, 1_030).pass(1_100).pass(1_200).pass(1_250);

    assertThat(batches.closed()).containsExactly(List.of(1L), List.of());
    assertThat(batches.timers()).containsExactly(1_300L);
    assertThat(batches.endByClock().closed()).hasSize(2);
  }

  @Test
  void should_keep_a_row_in_the_open_batch_when_the_clock_was_set_back() throws Exception {
    BatchTrial batches = aligned(false);

    batches.add(1, 1_130).add(2, 1_020).endByClock();

    assertThat(batches.closed()).containsExactly(List.of(1L, 2L));
  }
}
