package io.sqluice.duckdb.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountBatchesTest {

  @Test
  void should_close_at_the_size_and_flush_the_rest_at_the_end() throws Exception {
    BatchTrial batches = BatchTrial.of(new BatchWindow.Count(3, null));

    for (int row = 1; row <= 10; row++) {
      batches.add(row, row);
    }

    assertThat(batches.closed())
        .containsExactly(List.of(1L, 2L, 3L), List.of(4L, 5L, 6L), List.of(7L, 8L, 9L));
    assertThat(batches.timers()).containsExactly(BatchTime.END);

    batches.end();

    assertThat(batches.closed()).hasSize(4).last().isEqualTo(List.of(10L));
    assertThat(batches.holdsState()).isFalse();
  }

  @Test
  void should_emit_nothing_at_the_end_when_all_batches_are_full() throws Exception {
    BatchTrial batches = BatchTrial.of(new BatchWindow.Count(2, null));

    batches.add(1, 1).add(2, 2).end();

    assertThat(batches.closed()).containsExactly(List.of(1L, 2L));
    assertThat(batches.timers()).isEmpty();
  }

  @Test
  void should_close_each_row_alone_with_size_1() throws Exception {
    BatchTrial batches = BatchTrial.of(new BatchWindow.Count(1, null));

    batches.add(1, 1).add(2, 2).end();

    assertThat(batches.closed()).containsExactly(List.of(1L), List.of(2L));
    assertThat(batches.timers()).isEmpty();
  }

  @Test
  void should_flush_a_short_batch_when_its_linger_has_passed() throws Exception {
    BatchTrial batches = BatchTrial.of(new BatchWindow.Count(3, Duration.ofMillis(100)));

    batches.add(1, 1_000).add(2, 1_050).pass(1_099);
    assertThat(batches.closed()).isEmpty();

    batches.pass(1_100).add(3, 1_100);
    assertThat(batches.closed()).containsExactly(List.of(1L, 2L));
    assertThat(batches.timers()).containsExactly(1_200L);
  }

  @Test
  void should_not_let_a_full_batch_cut_the_linger_of_the_next() throws Exception {
    BatchTrial batches = BatchTrial.of(new BatchWindow.Count(2, Duration.ofMillis(100)));

    batches.add(1, 1_000).add(2, 1_010).add(3, 1_090).pass(1_100);

    assertThat(batches.closed()).containsExactly(List.of(1L, 2L));
    assertThat(batches.timers()).containsExactly(1_190L);
  }

  @Test
  void should_close_before_a_row_beyond_the_linger() throws Exception {
    BatchTrial batches = BatchTrial.of(new BatchWindow.Count(3, Duration.ofMillis(100)));

    batches.add(1, 1_000).add(2, 1_100).endByClock();

    assertThat(batches.closed()).containsExactly(List.of(1L), List.of(2L));
  }

  @Test
  void should_wait_from_now_on_for_a_batch_that_begins_with_a_late_row() throws Exception {
    BatchTrial batches = BatchTrial.of(new BatchWindow.Count(3, Duration.ofMillis(100)));

    batches.pass(5_000).add(1, 1_000).add(2, 5_010);

    assertThat(batches.closed()).isEmpty();
    assertThat(batches.timers()).containsExactly(5_100L);
  }

  @Test
  void should_refuse_sizes_and_lingers_that_are_not_positive() {
    assertThatThrownBy(() -> new BatchWindow.Count(0, null))
        .hasMessage("A batch of 0 rows was asked for: 'size' must be 1 or more.");
    assertThatThrownBy(() -> new BatchWindow.Count(3, Duration.ZERO))
        .hasMessage("'linger' is 0 ms: it must be 1 ms or more.");
  }
}
