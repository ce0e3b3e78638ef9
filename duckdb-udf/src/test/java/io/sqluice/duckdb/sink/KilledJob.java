package io.sqluice.duckdb.sink;

import io.sqluice.duckdb.file.FileConfig;
import io.sqluice.duckdb.file.TableName;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * A job that writes the numbers from 0 on with checkpoints, in a process that is killed. Arguments:
 * the DuckDB file, the folder of checkpoints, the one to go on from or a hyphen, how many numbers,
 * how many a second, and the step to stop at with the number of its times.
 */
final class KilledJob {

  static final RowType COLUMNS =
      RowType.of(
          new LogicalType[] {new BigIntType(), new VarCharType(VarCharType.MAX_LENGTH)},
          new String[] {"id", "name"});

  private KilledJob() {}

  public static void main(String[] arguments) throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("execution.checkpointing.dir", "file://" + arguments[1]);
    configuration.setString("execution.checkpointing.interval", "50 ms");
    configuration.setString(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    configuration.setString("execution.checkpointing.num-retained", "3");
    configuration.setString("restart-strategy.type", "none");
    if (!arguments[2].equals("-")) {
      configuration.setString("execution.state-recovery.path", arguments[2]);
    }
    SinkConfig sink =
        new SinkConfig(
            "t",
            new FileConfig(arguments[0], false, MemorySize.ofMebiBytes(256), 1, true),
            new TableName("main", "t"),
            COLUMNS,
            List.of(),
            true);
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    flink
        .fromSource(
            new DataGeneratorSource<RowData>(
                i -> GenericRowData.of(i, StringData.fromString("n" + i)),
                Long.parseLong(arguments[3]),
                RateLimiterStrategy.perSecond(Double.parseDouble(arguments[4])),
                InternalTypeInfo.of(COLUMNS)),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .uid("numbers")
        .sinkTo(
            new StoppingSink(
                sink, StoppingSink.Step.valueOf(arguments[5]), Integer.parseInt(arguments[6])))
        .uid("duckdb");
    flink.execute();
    System.out.println("done");
  }
}
