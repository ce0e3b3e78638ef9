package io.sqluice.benchmarks.lookup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * The job in which lookups are measured, for any connector on the class path: numbers, joined with
 * the table {@code api}, into {@code blackhole}, at parallelism 1.
 */
public final class LookupJob {

  private static final int CHECKED_ROWS = 1_000;

  private final String table;
  private final String key;
  private final int bufferedRows;

  private LookupJob(String table, String key, int bufferedRows) {
    this.table = table;
    this.key = key;
    this.bufferedRows = bufferedRows;
  }

  /**
   * Checks some rows, warms up, says so, waits for a line, and runs the job.
   *
   * @param arguments the statement that creates the table {@code api}, the key of row {@code n},
   *     the rows that Flink has under way at once, the rows of the warm-up, the rows, whether the
   *     heap is looked at
   */
  public static void main(String[] arguments) throws Exception {
    LookupJob job = new LookupJob(arguments[0], arguments[1], Integer.parseInt(arguments[2]));
    job.check();
    job.run(Long.parseLong(arguments[3]));
    System.out.println(Contender.WARM);
    new BufferedReader(new InputStreamReader(System.in)).readLine();
    RunReport report;
    if (Boolean.parseBoolean(arguments[5])) {
      try (HeapSamples heap = new HeapSamples()) {
        long millis = job.run(Long.parseLong(arguments[4]));
        report = new RunReport(millis, heap.bytes());
      }
    } else {
      report = new RunReport(job.run(Long.parseLong(arguments[4])));
    }
    System.out.println(report.line());
    // Clients may have threads that keep a JVM alive.
    System.exit(0);
  }

  /** All columns of all rows come out, or there is nothing to measure. */
  private void check() throws Exception {
    Set<Row> rows = new HashSet<>();
    try (CloseableIterator<Row> results =
        environment(CHECKED_ROWS).executeSql(query("k.n, a.id, a.name, a.price")).collect()) {
      results.forEachRemaining(row -> rows.add(Row.copy(row)));
    }
    for (Row row : rows) {
      Long id = row.getFieldAs(1);
      Row expected = Row.of(row.getField(0), id, "name-" + id, id + 0.5);
      if (!row.equals(expected)) {
        throw new IOException("A row came out as " + row + ", expected " + expected);
      }
    }
    if (rows.size() != CHECKED_ROWS) {
      throw new IOException(rows.size() + " rows came out, expected " + CHECKED_ROWS);
    }
  }

  /** Returns Flink's net run time of the job. */
  private long run(long rows) throws Exception {
    StreamTableEnvironment tables = environment(rows);
    tables.executeSql(
        "CREATE TABLE nowhere (id BIGINT, name STRING, price DOUBLE) WITH ('connector' = 'blackhole')");
    TableResult result = tables.executeSql("INSERT INTO nowhere " + query("a.id, a.name, a.price"));
    return result.getJobClient().orElseThrow().getJobExecutionResult().get().getNetRuntime();
  }

  private StreamTableEnvironment environment(long rows) {
    Configuration configuration = new Configuration();
    // As the launcher has it.
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(ExecutionConfigOptions.TABLE_EXEC_ASYNC_LOOKUP_BUFFER_CAPACITY, bufferedRows);
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration).setParallelism(1);
    StreamTableEnvironment tables = StreamTableEnvironment.create(flink);
    tables.createTemporaryView(
        "numbers", tables.fromDataStream(flink.fromSequence(0, rows - 1)).as("n"));
    tables.executeSql(table);
    return tables;
  }

  private String query(String columns) {
    return "SELECT "
        + columns
        + " FROM (SELECT n, "
        + key
        + " AS id, PROCTIME() AS now FROM numbers) AS k JOIN api FOR SYSTEM_TIME AS OF k.now AS a"
        + " ON a.id = k.id";
  }
}
