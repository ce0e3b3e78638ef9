package io.sqluice.duckdb.function;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * A table {@code t (x INT, k STRING, id BIGINT, is_last BOOLEAN, ts TIMESTAMP_LTZ(3))} with given
 * rows, whose watermark follows each row: nothing depends on when rows arrive.
 */
final class Ticks {

  private final List<Row> rows = new ArrayList<>();
  private int parallelism = 1;

  Ticks add(int x, String k, long millis) {
    return add(x, k, millis, 0L, false);
  }

  Ticks add(int x, String k, long millis, Long id, Boolean last) {
    rows.add(Row.of(x, k, id, last, Instant.ofEpochMilli(millis)));
    return this;
  }

  /** Rows from 1 on, a millisecond apart, of one key. */
  static Ticks numbered(int count) {
    Ticks ticks = new Ticks();
    for (int x = 1; x <= count; x++) {
      ticks.add(x, "k", x);
    }
    return ticks;
  }

  Ticks parallelism(int parallelism) {
    this.parallelism = parallelism;
    return this;
  }

  /** An environment with the table and the function. */
  StreamTableEnvironment tables() {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setParallelism(parallelism);
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    tables.createTemporarySystemFunction("DUCKDB", DuckDbTableFunction.class);
    DataStream<Row> stream =
        env.fromData(
                Types.ROW_NAMED(
                    new String[] {"x", "k", "id", "is_last", "ts"},
                    Types.INT,
                    Types.STRING,
                    Types.LONG,
                    Types.BOOLEAN,
                    Types.INSTANT),
                rows.toArray(Row[]::new))
            .setParallelism(1)
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Row>forGenerator(context -> new AfterEachRow())
                    .withTimestampAssigner(
                        (row, ignored) -> row.<Instant>getFieldAs("ts").toEpochMilli()))
            .setParallelism(1);
    tables.createTemporaryView(
        "t",
        stream,
        Schema.newBuilder()
            .column("x", "INT")
            .column("k", "STRING")
            .column("id", "BIGINT")
            .column("is_last", "BOOLEAN")
            .column("ts", "TIMESTAMP_LTZ(3)")
            .watermark("ts", "SOURCE_WATERMARK()")
            .build());
    return tables;
  }

  /** The result's rows in their order, without change flags. */
  List<String> query(String sql) throws Exception {
    List<String> result = new ArrayList<>();
    try (CloseableIterator<Row> iterator = tables().executeSql(sql).collect()) {
      iterator.forEachRemaining(row -> result.add(row.toString().substring("+I".length())));
    }
    return result;
  }

  private static final class AfterEachRow implements WatermarkGenerator<Row> {

    private long highest = Long.MIN_VALUE + 1;

    @Override
    public void onEvent(Row row, long time, WatermarkOutput output) {
      highest = Math.max(highest, time);
      output.emitWatermark(new Watermark(highest - 1));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      // The clock of the machine must not matter.
    }
  }
}
