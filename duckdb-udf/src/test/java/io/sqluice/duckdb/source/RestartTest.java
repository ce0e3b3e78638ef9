package io.sqluice.duckdb.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.duckdb.file.FileConfig;
import io.sqluice.duckdb.file.Relation;
import io.sqluice.duckdb.file.TableName;
import io.sqluice.duckdb.sink.ExactlyOnceSink;
import io.sqluice.duckdb.sink.SinkConfig;
import io.sqluice.duckdb.table.Tables;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job from one table of a file into another, which fails on the way. */
@Timeout(120)
class RestartTest {

  private static final RowType COLUMNS =
      RowType.of(new LogicalType[] {new BigIntType()}, new String[] {"i"});
  private static final int ROWS = 300_000;

  @TempDir Path folder;

  @Test
  void should_go_on_where_a_checkpoint_was() throws Exception {
    Path file = folder.resolve("test.duckdb");
    Tables.execute(file, "CREATE TABLE t AS SELECT i FROM range(" + ROWS + ") r(i)");
    FileConfig config =
        new FileConfig(file.toString(), false, MemorySize.ofMebiBytes(256), 1, true);
    Configuration configuration = new Configuration();
    configuration.setString("execution.checkpointing.interval", "20 ms");
    configuration.setString("restart-strategy.type", "fixed-delay");
    configuration.setString("restart-strategy.fixed-delay.delay", "0 s");
    configuration.setString("restart-strategy.fixed-delay.attempts", "3");
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration);

    flink
        .fromSource(
            new DuckDbSource(
                new ScanPlan(
                    "t",
                    config,
                    new Relation(new TableName("main", "t"), null),
                    COLUMNS,
                    null,
                    null)),
            WatermarkStrategy.noWatermarks(),
            "t",
            InternalTypeInfo.of(COLUMNS))
        .map(new FailsAfterCheckpoints())
        .returns(InternalTypeInfo.of(COLUMNS))
        .sinkTo(
            new ExactlyOnceSink(
                new SinkConfig(
                    "copy", config, new TableName("main", "copy"), COLUMNS, List.of(), true)));
    flink.execute();

    assertThat(
            Tables.inDuckDb(file, "SELECT count(*), count(DISTINCT i), min(i), max(i) FROM copy"))
        .containsExactly("%d, %1$d, 0, %d".formatted(ROWS, ROWS - 1));
    assertThat(Tables.inDuckDb(file, "SELECT count(DISTINCT attempt) > 1 FROM sqluice.commits"))
        .containsExactly("true");
  }

  /** Ends each of the first attempts some rows behind their second checkpoint. */
  private static final class FailsAfterCheckpoints extends RichMapFunction<RowData, RowData>
      implements CheckpointListener {

    private static final long serialVersionUID = 1L;

    private int completed;
    private int since;
    private int seen;

    @Override
    public RowData map(RowData row) throws InterruptedException {
      // Slow enough for checkpoints, fast enough for a test.
      if (++seen % 2000 == 0) {
        synchronized (this) {
          wait(5);
        }
      }
      if (completed >= 2
          && ++since > 1500
          && getRuntimeContext().getTaskInfo().getAttemptNumber() < 3) {
        throw new IllegalStateException("as planned");
      }
      return row;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      completed++;
    }
  }
}
