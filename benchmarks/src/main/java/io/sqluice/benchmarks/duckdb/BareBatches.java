package io.sqluice.benchmarks.duckdb;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The reference of mini-batches: an appender into a temporary table, a prepared query, and the
 * table is emptied.
 */
final class BareBatches implements Side {

  private final long rows;

  BareBatches(long rows) {
    this.rows = rows;
  }

  /** In a database of its own, as our job has one. */
  @Override
  public Turn take() throws SQLException {
    try (DuckDBConnection connection = BareQuery.connect("");
        Statement statement = connection.createStatement()) {
      // DuckDB 1.5 plans a prepared query by what the table holds then, here nothing, and groups
      // the rows that come later wrongly: without that it is right, and still prepared once.
      statement.execute("SET disabled_optimizers = 'statistics_propagation'");
      statement.execute("CREATE TEMP TABLE input (" + Ticks.COLUMNS + ")");
      try (BareQuery query = new BareQuery(connection, Batches.QUERY);
          DuckDBAppender appender = connection.createAppender("temp", "main", "input")) {
        return run(appender, query, statement);
      }
    }
  }

  private Turn run(DuckDBAppender appender, BareQuery query, Statement truncate)
      throws SQLException {
    long begin = System.nanoTime();
    long count = 0;
    long sum = 0;
    for (long id = 0; id < rows; id++) {
      BareTicks.append(id, appender);
      if ((id + 1) % Batches.SIZE == 0 || id + 1 == rows) {
        appender.flush();
        for (List<Object> row : query.run()) {
          count++;
          sum += BatchSums.sum((String) row.get(0), (long) row.get(1), (double) row.get(2));
        }
        truncate.execute("TRUNCATE input");
      }
    }
    return new Turn(Turn.millisSince(begin), BatchSums.text(count, sum));
  }
}
