package io.sqluice.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.testing.TransactionalSink;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.annotation.Nullable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stops a job with a savepoint and goes on with other parallelisms. */
@Timeout(180)
class SqlRescaleTest {

  private static final int ROWS = 4_000;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir private Path savepoints;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "size => 70",
        "duration => '2 s', on_time => DESCRIPTOR(ts)",
        "duration => '2 s', relaxed => TRUE, on_time => DESCRIPTOR(ts)",
        "batch_by => DESCRIPTOR(id)"
      })
  void should_keep_every_row_once_from_parallelism_1_to_2_and_back(String window) throws Exception {
    // One sink: what was committed while a job stopped is committed anew when the next one starts.
    TransactionalSink sink = new TransactionalSink(window);

    String first = stopAfterRows(window, 1, null, sink);
    int committedFirst = sink.committed().size();
    String second = stopAfterRows(window, 2, first, sink);
    int committedSecond = sink.committed().size();
    job(window, 1, 100_000, second, sink).execute();

    assertThat(List.of(committedFirst, committedSecond, ROWS)).isSorted().doesNotHaveDuplicates();
    assertThat(sink.committed().stream().map(Long::valueOf))
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, ROWS).boxed().toList());
  }

  private String stopAfterRows(
      String window, int parallelism, @Nullable String from, TransactionalSink sink)
      throws Exception {
    int before = sink.committed().size();
    JobClient job = job(window, parallelism, 1_000, from, sink).executeAsync();
    CommonTestUtils.waitUntilCondition(() -> sink.committed().size() > before, 10L, 3_000);
    return job.stopWithSavepoint(
            false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
        .get(60, TimeUnit.SECONDS);
  }

  private static StreamExecutionEnvironment job(
      String window,
      int parallelism,
      double perSecond,
      @Nullable String savepoint,
      TransactionalSink sink) {
    Configuration configuration = Numbers.restarting();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    StreamTableEnvironment tables = Numbers.tables(env, ROWS, perSecond);
    tables
        .toDataStream(
            tables.sqlQuery(
                "SELECT n FROM DUCKDB(input => TABLE numbers PARTITION BY k, query => 'SELECT n"
                    + " FROM input', uid => 'batches', "
                    + window
                    + ")"))
        .map(row -> String.valueOf(row.getField(0)))
        .returns(String.class)
        .uid("text")
        .sinkTo(sink)
        .setParallelism(1)
        .uid("sink");
    return env;
  }
}
