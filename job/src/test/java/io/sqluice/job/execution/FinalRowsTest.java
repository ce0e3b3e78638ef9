package io.sqluice.job.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

class FinalRowsTest {

  private final FinalRows rows = new FinalRows();

  private static RowData row(RowKind kind, int value) {
    return GenericRowData.ofKind(kind, value);
  }

  @Test
  void should_be_what_changes_come_to() {
    rows.add(
        List.of(
            row(RowKind.INSERT, 1),
            row(RowKind.INSERT, 2),
            row(RowKind.INSERT, 2),
            row(RowKind.INSERT, 3)));
    rows.add(
        List.of(
            row(RowKind.UPDATE_BEFORE, 1),
            row(RowKind.UPDATE_AFTER, 4),
            row(RowKind.DELETE, 3),
            row(RowKind.DELETE, 2)));

    assertThat(rows.rows()).containsExactly(row(RowKind.INSERT, 2), row(RowKind.INSERT, 4));
  }

  @Test
  void should_take_a_row_back_before_it_has_come() {
    rows.add(List.of(row(RowKind.DELETE, 1), row(RowKind.DELETE, 2), row(RowKind.INSERT, 1)));

    assertThat(rows.rows()).isEmpty();
  }
}
