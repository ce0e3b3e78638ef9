package io.sqluice.benchmarks.duckdb;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;

/** The rows of {@link Ticks} for DuckDB's own appender. */
final class BareTicks {

  private BareTicks() {}

  static void append(long id, DuckDBAppender appender) throws SQLException {
    appender
        .beginRow()
        .append(id)
        .append(Ticks.exchange(id))
        .append(Ticks.price(id))
        .appendEpochMillis(Ticks.millis(id))
        .endRow();
  }
}
