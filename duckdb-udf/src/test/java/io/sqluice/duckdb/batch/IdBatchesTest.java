package io.sqluice.duckdb.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdBatchesTest {

  @Test
  void should_close_on_the_row_that_is_last() throws Exception {
    BatchTrial batches = BatchTrial.byId(true);

    batches.add(1, 10, 7L, false).add(2, 10, 7L, true);

    assertThat(batches.closed()).containsExactly(List.of(1L, 2L));
    assertThat(batches.timers()).isEmpty();
    assertThat(batches.holdsState()).isFalse();
  }

  @Test
  void should_close_before_a_row_with_a_new_id() throws Exception {
    BatchTrial batches = BatchTrial.byId(true);

    batches.add(1, 10, 7L, false).add(2, 10, 8L, false).add(3, 10, 8L, null);

    assertThat(batches.closed()).containsExactly(List.of(1L));
    assertThat(batches.end().closed()).containsExactly(List.of(1L), List.of(2L, 3L));
  }

  @Test
  void should_close_when_the_time_of_its_rows_has_passed() throws Exception {
    BatchTrial batches = BatchTrial.byId(true);

    batches.add(1, 10, 7L, false).add(2, 15, 7L, false).pass(15);
    assertThat(batches.closed()).isEmpty();
    assertThat(batches.timers()).containsExactly(16L);

    batches.pass(16);
    assertThat(batches.closed()).containsExactly(List.of(1L, 2L));
  }

  @Test
  void should_go_by_the_id_alone_without_a_column_for_the_last_row() throws Exception {
    BatchTrial batches = BatchTrial.byId(false);

    batches.add(1, 10, 7L, true).add(2, 10, 7L, true).add(3, 10, 8L, true).end();

    assertThat(batches.closed()).containsExactly(List.of(1L, 2L), List.of(3L));
  }

  @Test
  void should_take_rows_without_an_id_as_one_batch() throws Exception {
    BatchTrial batches = BatchTrial.byId(true);

    batches.add(1, 10, null, false).add(2, 10, null, false).add(3, 10, 1L, false).end();

    assertThat(batches.closed()).containsExactly(List.of(1L, 2L), List.of(3L));
  }

  @Test
  void should_hold_a_batch_of_one_row_that_is_last() throws Exception {
    BatchTrial batches = BatchTrial.byId(true);

    batches.add(1, 10, 7L, true).add(2, 10, 7L, true).end();

    assertThat(batches.closed()).containsExactly(List.of(1L), List.of(2L));
  }
}
