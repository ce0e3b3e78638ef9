package io.sqluice.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sqluice.duckdb.batch.BatchWindow;
import io.sqluice.duckdb.batch.LateRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches of the DataStream API, by a clock that the test sets. */
class DuckDbBatchFunctionTest {

  private static final RowType INPUT =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("x", DataTypes.INT()),
                  DataTypes.FIELD("k", DataTypes.STRING()),
                  DataTypes.FIELD("id", DataTypes.BIGINT()),
                  DataTypes.FIELD("is_last", DataTypes.BOOLEAN()),
                  DataTypes.FIELD("ts", DataTypes.TIMESTAMP_LTZ(3)))
              .getLogicalType();

  private static final String QUERY =
      "SELECT any_value(k) AS k, string_agg(x::VARCHAR, ',') AS xs FROM input";

  private KeyedOneInputStreamOperatorTestHarness<String, RowData, RowData> harness;

  private void open(BatchWindow window) throws Exception {
    restore(window, null, 1, 0);
  }

  private void restore(BatchWindow window, OperatorSubtaskState state, int parallelism, int subtask)
      throws Exception {
    DuckDbBatchFunction<String> function = new DuckDbBatchFunction<>(QUERY, INPUT, window);
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(function),
            row -> row.getString(1).toString(),
            Types.STRING,
            128,
            parallelism,
            subtask);
    harness.setup(InternalTypeInfo.of(function.outputType()).toSerializer());
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    if (harness != null) {
      harness.close();
    }
  }

  private void clock(long millis) throws Exception {
    harness.setProcessingTime(millis);
  }

  private void add(int x) throws Exception {
    add(x, "k", 0L, 0L, false);
  }

  private void add(int x, String k, long ts, Long id, Boolean last) throws Exception {
    harness.processElement(
        new StreamRecord<>(
            GenericRowData.of(
                x, StringData.fromString(k), id, last, TimestampData.fromEpochMillis(ts))));
  }

  private void endOfInput() throws Exception {
    harness.processWatermark(Watermark.MAX_WATERMARK);
  }

  private List<String> results() {
    List<String> results = new ArrayList<>();
    for (Object element : harness.getOutput()) {
      if (element instanceof StreamRecord<?> record && record.getValue() instanceof RowData row) {
        results.add(
            (row.isNullAt(0) ? "-" : row.getString(0))
                + ":"
                + (row.isNullAt(1) ? "" : row.getString(1)));
      }
    }
    return results;
  }

  @Test
  void should_close_at_a_number_of_rows_and_flush_the_rest() throws Exception {
    open(new BatchWindow.Count(3, null));

    for (int x = 1; x <= 10; x++) {
      add(x);
    }
    assertThat(results()).containsExactly("k:1,2,3", "k:4,5,6", "k:7,8,9");

    endOfInput();
    assertThat(results()).hasSize(4).last().isEqualTo("k:10");
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers() + harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void should_flush_a_short_batch_after_its_linger_while_nothing_arrives() throws Exception {
    open(new BatchWindow.Count(3, Duration.ofMillis(100)));

    clock(1_000);
    add(1);
    clock(1_050);
    add(2);
    clock(1_099);
    assertThat(results()).isEmpty();

    clock(1_100);
    assertThat(results()).containsExactly("k:1,2");
    assertThat(harness.numEventTimeTimers() + harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void should_close_fixed_windows_of_arrivals() throws Exception {
    open(new BatchWindow.Fixed(Duration.ofMillis(100), null, LateRows.DROP, false));

    clock(1_030);
    add(1);
    clock(1_099);
    add(2);
    clock(1_100);
    add(3);
    assertThat(results()).containsExactly("k:1,2");

    clock(9_000);
    assertThat(results()).containsExactly("k:1,2", "k:3");
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void should_emit_empty_windows_if_asked_to() throws Exception {
    open(new BatchWindow.Fixed(Duration.ofMillis(100), null, LateRows.DROP, true));

    clock(1_030);
    add(1);
    clock(1_250);

    assertThat(results()).containsExactly("k:1", "-:");
  }

  @Test
  void should_drop_rows_whose_time_is_in_a_closed_window() throws Exception {
    open(new BatchWindow.Fixed(Duration.ofMillis(100), "ts", LateRows.DROP, false));

    clock(1_050);
    add(1, "k", 1_010, 0L, false);
    clock(1_100);
    add(2, "k", 1_020, 0L, false);
    add(3, "k", 1_100, 0L, false);
    add(4, "k", 1_250, 0L, false);
    clock(1_200);
    assertThat(results()).containsExactly("k:1", "k:3");

    endOfInput();
    assertThat(results()).containsExactly("k:1", "k:3", "k:4");
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void should_put_late_rows_into_the_next_window_if_asked_to() throws Exception {
    open(new BatchWindow.Fixed(Duration.ofMillis(100), "ts", LateRows.NEXT, false));

    clock(1_100);
    add(1, "k", 1_020, 0L, false);
    clock(1_200);

    assertThat(results()).containsExactly("k:1");
  }

  @Test
  void should_close_relaxed_batches_after_their_first_row() throws Exception {
    open(new BatchWindow.Relaxed(Duration.ofMillis(100)));

    clock(1_030);
    add(1);
    clock(1_129);
    add(2);
    clock(1_130);
    add(3);
    assertThat(results()).containsExactly("k:1,2");

    endOfInput();
    assertThat(results()).containsExactly("k:1,2", "k:3");
  }

  @Test
  void should_batch_by_poll() throws Exception {
    open(new BatchWindow.ById("id", "is_last"));

    add(1, "k", 0, 7L, false);
    clock(5_000);
    add(2, "k", 0, 7L, true);
    add(3, "k", 0, 8L, false);
    add(4, "k", 0, 9L, false);
    endOfInput();

    assertThat(results()).containsExactly("k:1,2", "k:3", "k:4");
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void should_have_batches_of_each_key() throws Exception {
    open(new BatchWindow.Count(2, null));

    add(1, "a", 0, 0L, false);
    add(2, "b", 0, 0L, false);
    add(3, "a", 0, 0L, false);
    endOfInput();

    assertThat(results()).containsExactly("a:1,3", "b:2");
  }

  @Test
  void should_go_on_from_a_checkpoint() throws Exception {
    BatchWindow window = new BatchWindow.Relaxed(Duration.ofMillis(100));
    open(window);
    clock(1_000);
    add(1);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    add(2);
    harness.close();

    restore(window, state, 1, 0);
    clock(1_099);
    add(3);
    clock(1_100);

    assertThat(results()).containsExactly("k:1,3");
  }

  @Test
  void should_keep_every_row_once_from_parallelism_1_to_2_and_back() throws Exception {
    BatchWindow window = new BatchWindow.Fixed(Duration.ofMillis(100), "ts", LateRows.DROP, false);
    open(window);
    for (int x = 1; x <= 8; x++) {
      add(x, "k" + x, 1_000 + x * 20, 0L, false);
    }
    OperatorSubtaskState one = harness.snapshot(1, 1);
    harness.close();

    List<OperatorSubtaskState> two = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      restore(window, repartitioned(one, 1, 2, subtask), 2, subtask);
      two.add(harness.snapshot(2, 2));
      harness.close();
    }
    OperatorSubtaskState packed =
        KeyedOneInputStreamOperatorTestHarness.repackageState(
            two.toArray(OperatorSubtaskState[]::new));
    restore(window, repartitioned(packed, 2, 1, 0), 1, 0);
    clock(1_200);

    assertThat(results())
        .containsExactlyInAnyOrder("k1:1", "k2:2", "k3:3", "k4:4", "k5:5", "k6:6", "k7:7", "k8:8");
  }

  private static OperatorSubtaskState repartitioned(
      OperatorSubtaskState state, int from, int to, int subtask) {
    return KeyedOneInputStreamOperatorTestHarness.repartitionOperatorState(
        state, 128, from, to, subtask);
  }

  @Test
  void should_tell_a_mistake_when_it_is_made() {
    assertThatThrownBy(
            () ->
                new DuckDbBatchFunction<String>(
                    "SELECT price FROM input", INPUT, new BatchWindow.Count(2, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("DuckDB cannot run 'query': Binder Error:")
        .hasMessageContaining("LINE 1: SELECT price FROM input\n               ^");
    assertThatThrownBy(
            () -> new DuckDbBatchFunction<String>(QUERY, INPUT, new BatchWindow.ById("k", null)))
        .hasMessage(
            "the column 'k' is STRING; expected an integer type, for the id of" + " a batch.");
    assertThatThrownBy(
            () ->
                new DuckDbBatchFunction<String>(
                    QUERY,
                    INPUT,
                    new BatchWindow.Fixed(Duration.ofSeconds(1), "at", LateRows.DROP, false)))
        .hasMessage("the input has no column 'at'; it has [x, k, id, is_last, ts].");
  }
}
