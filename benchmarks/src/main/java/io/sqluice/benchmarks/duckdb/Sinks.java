package io.sqluice.benchmarks.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** What is compared over files: the same rows into a table of a new one. */
final class Sinks {

  private Sinks() {}

  /** A job with a {@code duckdb} table against an appender; both close the file at their end. */
  static Sides of(long rows, Path folder) {
    Path ours = folder.resolve("ours.duckdb");
    Path reference = folder.resolve("reference.duckdb");
    return new Sides()
        .with(DuckDbTrial.OURS, () -> job(rows, ours))
        .with(DuckDbTrial.REFERENCE, () -> appender(rows, reference));
  }

  private static Turn job(long rows, Path file) throws Exception {
    Files.deleteIfExists(file);
    StreamTableEnvironment tables = new TickJob(rows).tables();
    tables.executeSql(
        "CREATE TABLE kept (id BIGINT, exchange STRING, price DOUBLE, ts TIMESTAMP(3))"
            + " WITH ('connector' = 'duckdb', 'path' = '%s')".formatted(file));
    JobExecutionResult ended =
        tables
            .executeSql("INSERT INTO kept SELECT * FROM ticks")
            .getJobClient()
            .orElseThrow()
            .getJobExecutionResult()
            .get();
    return new Turn(TickJob.millisFromFirstRow(ended, System.nanoTime()), content(file));
  }

  private static Turn appender(long rows, Path file) throws SQLException, IOException {
    Files.deleteIfExists(file);
    long begin = System.nanoTime();
    try (DuckDBConnection connection = BareQuery.connect(file.toString());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept (" + Ticks.COLUMNS + ")");
      try (DuckDBAppender appender = connection.createAppender("kept")) {
        for (long id = 0; id < rows; id++) {
          BareTicks.append(id, appender);
        }
      }
    }
    return new Turn(Turn.millisSince(begin), content(file));
  }

  private static String content(Path file) throws SQLException {
    try (DuckDBConnection connection = BareQuery.connect(file.toString());
        BareQuery query =
            new BareQuery(
                connection,
                "SELECT count(*), sum(id), sum(price), min(ts), max(ts), count(DISTINCT exchange) FROM kept")) {
      return query.run().toString();
    }
  }
}
