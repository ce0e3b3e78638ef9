package io.sqluice.duckdb.sink;

import com.sun.management.OperatingSystemMXBean;
import io.sqluice.duckdb.file.FileConfig;
import io.sqluice.duckdb.file.TableName;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarCharType;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Rows a second through the sink, beside DuckDB's bare Appender. By hand: {@code java -cp ...
 * SinkBench ROWS}.
 */
final class SinkBench {

  private static final RowType COLUMNS =
      RowType.of(
          new LogicalType[] {
            new BigIntType(),
            new VarCharType(VarCharType.MAX_LENGTH),
            new DoubleType(),
            new TimestampType(6)
          },
          new String[] {"id", "name", "x", "ts"});

  private static final Path FILE = Path.of(System.getProperty("java.io.tmpdir"), "bench.duckdb");

  private SinkBench() {}

  public static void main(String[] arguments) throws Exception {
    long rows = Long.parseLong(arguments[0]);
    FileConfig file = new FileConfig(FILE.toString(), false, MemorySize.ofMebiBytes(256), 1, true);
    SinkConfig config =
        new SinkConfig("t", file, new TableName("main", "t"), COLUMNS, List.of(), true);
    for (int round = 0; round < 3; round++) {
      measure("bare Appender", rows, () -> bare(rows, false));
      measure("bare Appender, one transaction", rows, () -> bare(rows, true));
      measure(
          "exactly-once, end only", rows, () -> run(new ExactlyOnceSink(config), rows, 600_000));
      measure("exactly-once, without Flink", rows, () -> alone(config, rows));
      measure("exactly-once, 1 s", rows, () -> run(new ExactlyOnceSink(config), rows, 1000));
      measure("exactly-once, 200 ms", rows, () -> run(new ExactlyOnceSink(config), rows, 200));
      measure("batch", rows, () -> run(new DirectSink(config, Flushes.AT_THE_END), rows, 0));
      measure(
          "direct, 10,000",
          rows,
          () -> run(new DirectSink(config, new Flushes(10_000, null)), rows, 0));
    }
  }

  private record CommitOnce(StagedRows getCommittable) implements CommitRequest<StagedRows> {
    @Override
    public int getNumberOfRetries() {
      return 0;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable reason) {}

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {}

    @Override
    public void retryLater() {}

    @Override
    public void updateAndRetryLater(StagedRows other) {}

    @Override
    public void signalAlreadyCommitted() {}
  }

  private interface Work {
    void run() throws Exception;
  }

  private static void measure(String name, long rows, Work work) throws Exception {
    Files.deleteIfExists(FILE);
    Files.deleteIfExists(Path.of(FILE + ".wal"));
    long begin = System.nanoTime();
    long beginCpu = cpuNanos();
    work.run();
    double cpu = (cpuNanos() - beginCpu) / 1e9;
    double seconds = (System.nanoTime() - begin) / 1e9;
    long found = 0;
    if (Files.exists(FILE)) {
      try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + FILE);
          Statement statement = connection.createStatement();
          ResultSet count = statement.executeQuery("SELECT count(DISTINCT id) FROM t")) {
        count.next();
        found = count.getLong(1);
      }
    }
    System.out.printf(
        "%-32s %6.2f s, %6.2f s of CPU, %,12.0f rows/s, %d rows%n",
        name, seconds, cpu, rows / seconds, found);
  }

  /** Of the process, which other load on the machine changes little. */
  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** The sink without Flink. */
  private static void alone(SinkConfig config, long rows) throws Exception {
    StagingWriter writer =
        new StagingWriter(config, new SinkState("s", 1), "a", new SimpleCounter());
    for (long i = 0; i < rows; i++) {
      writer.write(row(i), null);
    }
    StagedRows staged = writer.prepareCommit().iterator().next();
    StagedRowsCommitter committer = new StagedRowsCommitter(config);
    committer.commit(List.of(new CommitOnce(staged)));
    committer.close();
    writer.close();
  }

  private static void bare(long rows, boolean oneTransaction) throws Exception {
    Properties settings = new Properties();
    settings.setProperty("memory_limit", "256MB");
    settings.setProperty("threads", "1");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + FILE, settings);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id BIGINT, name VARCHAR, x DOUBLE, ts TIMESTAMP)");
      if (oneTransaction) {
        statement.execute("BEGIN");
      }
      try (DuckDBAppender appender =
          connection.unwrap(DuckDBConnection.class).createAppender("main", "t")) {
        for (long i = 0; i < rows; i++) {
          appender.beginRow();
          appender
              .append(i)
              .append("user-" + i % 1000)
              .append(i * 0.5)
              .appendEpochMicros(1_700_000_000_000_000L + i);
          appender.endRow();
        }
      }
      if (oneTransaction) {
        statement.execute("COMMIT");
      }
    }
  }

  private static void run(Sink<RowData> sink, long rows, long checkpoints) throws Exception {
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(1, new Configuration());
    if (checkpoints > 0) {
      flink.enableCheckpointing(checkpoints);
    }
    flink
        .fromSource(
            new DataGeneratorSource<RowData>(SinkBench::row, rows, InternalTypeInfo.of(COLUMNS)),
            WatermarkStrategy.noWatermarks(),
            "rows")
        .sinkTo(sink);
    flink.execute();
  }

  private static RowData row(long i) {
    return GenericRowData.of(
        i,
        StringData.fromString("user-" + i % 1000),
        i * 0.5,
        TimestampData.fromEpochMillis(1_700_000_000_000L + i / 1000, (int) (i % 1000) * 1000));
  }
}
