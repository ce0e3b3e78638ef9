package io.sqluice.duckdb.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixedBatchesTest {

  private static BatchTrial fixed(LateRows late, boolean emitEmpty) {
    return BatchTrial.of(new BatchWindow.Fixed(Duration.ofMillis(100), "ts", late, emitEmpty));
  }

  @Test
  void should_hold_the_rows_from_start_to_before_end_whatever_their_order() throws Exception {
    BatchTrial batches = fixed(LateRows.DROP, false);

    batches.add(1, 1_000).add(2, 1_210).add(3, 1_099).add(4, 1_100).add(5, 1_050).pass(1_099);
    assertThat(batches.closed()).isEmpty();

    batches.pass(1_100);
    assertThat(batches.closed()).containsExactly(List.of(1L, 3L, 5L));

    batches.end();
    assertThat(batches.closed()).containsExactly(List.of(1L, 3L, 5L), List.of(4L), List.of(2L));
    assertThat(batches.holdsState()).isFalse();
  }

  @Test
  void should_put_a_boundary_row_into_one_batch() throws Exception {
    BatchTrial batches = fixed(LateRows.DROP, false);

    batches.add(1, 1_099).add(2, 1_100).add(3, 1_101).end();

    assertThat(batches.closed()).containsExactly(List.of(1L), List.of(2L, 3L));
  }

  @Test
  void should_count_windows_from_the_epoch_also_before_it() throws Exception {
    BatchTrial batches = fixed(LateRows.DROP, false);

    batches.add(1, -1).add(2, 0).add(3, -100).end();

    assertThat(batches.closed()).containsExactly(List.of(1L, 3L), List.of(2L));
  }

  @Test
  void should_drop_and_count_late_rows() throws Exception {
    BatchTrial batches = fixed(LateRows.DROP, false);

    batches.add(1, 1_000).pass(1_100).add(2, 1_099).add(3, 1_100).end();

    assertThat(batches.dropped()).isEqualTo(1);
    assertThat(batches.closed()).containsExactly(List.of(1L), List.of(3L));
  }

  @Test
  void should_not_call_a_row_late_whose_window_is_still_open() throws Exception {
    BatchTrial batches = fixed(LateRows.DROP, false);

    batches.add(1, 1_000).pass(1_080).add(2, 1_010).end();

    assertThat(batches.dropped()).isZero();
    assertThat(batches.closed()).containsExactly(List.of(1L, 2L));
  }

  @Test
  void should_put_late_rows_into_the_next_batch_if_asked_to() throws Exception {
    BatchTrial batches = fixed(LateRows.NEXT, false);

    batches.add(1, 1_000).pass(1_130).add(2, 1_010).add(3, 1_140).end();

    assertThat(batches.dropped()).isZero();
    assertThat(batches.closed()).containsExactly(List.of(1L), List.of(2L, 3L));
  }

  @Test
  void should_emit_no_windows_without_rows() throws Exception {
    BatchTrial batches = fixed(LateRows.DROP, false);

    batches.add(1, 1_000).add(2, 1_500).end();

    assertThat(batches.closed()).containsExactly(List.of(1L), List.of(2L));
  }

  @Test
  void should_emit_windows_without_rows_if_asked_to_but_none_beyond_the_last_row()
      throws Exception {
    BatchTrial batches = fixed(LateRows.DROP, true);

    batches.add(1, 1_000).add(2, 1_300).end();

    assertThat(batches.closed()).containsExactly(List.of(1L), List.of(), List.of(), List.of(2L));
    assertThat(batches.holdsState()).isFalse();
  }

  @Test
  void should_emit_windows_without_rows_while_time_passes_alone() throws Exception {
    BatchTrial batches = fixed(LateRows.DROP, true);

    batches.add(1, 1_000).pass(1_350);

    assertThat(batches.closed()).containsExactly(List.of(1L), List.of(), List.of());
  }

  @Test
  void should_flush_all_windows_in_order_at_the_end_of_an_input_without_watermarks()
      throws Exception {
    BatchTrial batches = fixed(LateRows.DROP, true);

    batches.add(1, 1_300).add(2, 1_050).endByClock();

    assertThat(batches.closed()).containsExactly(List.of(2L), List.of(), List.of(), List.of(1L));
    assertThat(batches.holdsState()).isFalse();
  }

  @Test
  void should_refuse_late_rows_without_a_time_column() {
    assertThatThrownBy(
            () -> new BatchWindow.Fixed(Duration.ofSeconds(1), null, LateRows.NEXT, false))
        .hasMessage(
            "Late rows are to go into the next batch, but rows have the time of their arrival, so"
                + " that none is late: name a time column, or leave 'late' out.");
  }
}
