package io.sqluice.duckdb.function;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * A job over the numbers from 0 on, which a source that takes part in checkpoints emits: a table
 * {@code numbers (n BIGINT, k INT, id BIGINT, is_last BOOLEAN, ts TIMESTAMP_LTZ(3))} of 3 keys,
 * polls of 7 rows and a row each 10 ms of its time.
 */
final class Numbers {

  static final int KEYS = 3;
  static final int POLL = 7;
  static final int STEP_MILLIS = 10;

  private Numbers() {}

  static StreamTableEnvironment tables(
      StreamExecutionEnvironment env, long count, double perSecond) {
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    tables.createTemporarySystemFunction("DUCKDB", DuckDbTableFunction.class);
    DataStream<Long> numbers =
        env.fromSource(
                new DataGeneratorSource<>(
                    number -> number, count, RateLimiterStrategy.perSecond(perSecond), Types.LONG),
                WatermarkStrategy.<Long>forMonotonousTimestamps()
                    .withTimestampAssigner((number, ignored) -> number * STEP_MILLIS),
                "numbers")
            .setParallelism(1)
            .uid("numbers");
    tables.createTemporaryView(
        "numbers",
        numbers,
        Schema.newBuilder()
            .columnByExpression("n", "f0")
            .columnByExpression("k", "CAST(MOD(f0, " + KEYS + ") AS INT)")
            .columnByExpression("id", "f0 / " + POLL)
            .columnByExpression("is_last", "MOD(f0, " + POLL + ") = " + (POLL - 1))
            .columnByMetadata("ts", DataTypes.TIMESTAMP_LTZ(3), "rowtime")
            .watermark("ts", "SOURCE_WATERMARK()")
            .build());
    return tables;
  }

  static Configuration restarting() {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(15));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    configuration.setString("pipeline.auto-watermark-interval", "1 ms");
    return configuration;
  }
}
