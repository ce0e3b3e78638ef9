package io.sqluice.benchmarks.duckdb;

import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/**
 * A job on a cluster of its own in this JVM, at parallelism 1, whose table {@code ticks} has so
 * many rows.
 */
final class TickJob {

  private final StreamExecutionEnvironment flink;
  private final StreamTableEnvironment tables;
  private final DataStream<RowData> rows;

  TickJob(long count) {
    Configuration configuration = new Configuration();
    // As the launcher has it.
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    flink = StreamExecutionEnvironment.getExecutionEnvironment(configuration).setParallelism(1);
    tables = StreamTableEnvironment.create(flink);
    rows =
        flink.fromSequence(0, count - 1).map(new Ticks()).returns(InternalTypeInfo.of(Ticks.TYPE));
    tables.createTemporaryView("ticks", rows);
    tables.executeSql("LOAD MODULE sqluice");
  }

  StreamExecutionEnvironment flink() {
    return flink;
  }

  StreamTableEnvironment tables() {
    return tables;
  }

  /** The rows of the table. */
  DataStream<RowData> rows() {
    return rows;
  }

  /** The milliseconds from the first row of a job that has ended to this moment of it. */
  static double millisFromFirstRow(JobExecutionResult ended, long nanos) {
    long firstRow = ended.getAccumulatorResult(Ticks.FIRST_ROW);
    return (nanos - firstRow) / 1e6;
  }
}
