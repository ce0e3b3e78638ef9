package io.sqluice.benchmarks.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The reference of payloads: a prepared statement, without limits and without Flink's rows. */
final class BarePayload implements Side {

  private final Connection connection;
  private final BareQuery query;
  private final String[] parameters;
  private final int times;

  /**
   * @param parameters of the statement, which runs so many times a turn
   */
  BarePayload(String sql, int times, String... parameters) throws SQLException {
    this.connection = BareQuery.connect("");
    this.query = new BareQuery(connection, sql);
    this.parameters = parameters;
    this.times = times;
  }

  @Override
  public Turn take() throws SQLException {
    long begin = System.nanoTime();
    List<List<Object>> rows = List.of();
    for (int i = 0; i < times; i++) {
      for (int p = 0; p < parameters.length; p++) {
        query.statement().setString(p + 1, parameters[p]);
      }
      rows = query.run();
    }
    return new Turn(Turn.millisSince(begin), rows.toString());
  }

  @Override
  public void close() throws SQLException {
    query.close();
    connection.close();
  }
}
