package io.sqluice.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.duckdb.batch.BatchWindow;
import io.sqluice.duckdb.batch.LateRows;
import io.sqluice.duckdb.engine.SessionConfig;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateTest {

  private static final RowType INPUT =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("x", DataTypes.INT()),
                  DataTypes.FIELD("ts", DataTypes.TIMESTAMP_LTZ(3)))
              .getLogicalType();

  private static final CallLimits NONE = new CallLimits(null, null);

  static Stream<BatchTableFunction> functions() {
    return Stream.of(
        new OpenBatchFunction(call(new BatchWindow.Count(3, null)), NONE, false),
        new OpenBatchFunction(call(new BatchWindow.Relaxed(Duration.ofSeconds(1))), NONE, true),
        new FixedWindowFunction(
            call(new BatchWindow.Fixed(Duration.ofSeconds(1), "ts", LateRows.DROP, false)), NONE));
  }

  private static BatchQuery call(BatchWindow window) {
    return BatchQuery.planned(
        "SELECT x FROM input", INPUT, window, OnError.FAIL, SessionConfig.DEFAULT);
  }

  /** A time-to-live of 0 is none, and the job cannot set another. */
  @ParameterizedTest
  @MethodSource("functions")
  void should_keep_open_batches_whatever_the_time_to_live_of_the_job(BatchTableFunction function) {
    TypeInference inference = function.getTypeInference(null);

    assertThat(inference.getStateTypeStrategies()).hasSize(2);
    assertThat(inference.getStateTypeStrategies().values())
        .allSatisfy(state -> assertThat(state.getTimeToLive(null)).contains(Duration.ZERO));
  }
}
