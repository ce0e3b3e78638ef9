package io.sqluice.duckdb.sink;

import io.sqluice.duckdb.sink.StageNames.Place;
import io.sqluice.duckdb.type.RowAppender;
import io.sqluice.duckdb.type.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Takes rows into tables from which they are moved later. The tables are made when the first row of
 * their kind comes, in the transaction that is open then. For one thread.
 */
final class Stage implements AutoCloseable {

  private final SinkConfig config;
  private final DuckDBConnection connection;
  private final StageNames names;
  private final boolean intoTarget;
  private final RowAppender columns;
  @Nullable private DuckDBAppender rows;
  @Nullable private DuckDBAppender retractions;
  private long count;

  /**
   * @param intoTarget whether the table of added rows is the target, which is there
   */
  Stage(SinkConfig config, DuckDBConnection connection, StageNames names, boolean intoTarget) {
    this.config = config;
    this.connection = connection;
    this.names = names;
    this.intoTarget = intoTarget;
    this.columns = new RowAppender(config.columns());
  }

  void write(RowData row) throws SQLException {
    RowKind kind = row.getRowKind();
    boolean removes = kind == RowKind.DELETE || kind == RowKind.UPDATE_BEFORE;
    DuckDBAppender appender = removes && !config.upserts() ? retractions() : rows();
    appender.beginRow();
    columns.append(row, appender);
    if (config.upserts()) {
      appender.append(removes);
    }
    appender.endRow();
    count++;
  }

  /** How many rows and retractions it has. */
  long count() {
    return count;
  }

  boolean retracts() {
    return retractions != null;
  }

  private DuckDBAppender rows() throws SQLException {
    if (rows == null) {
      if (!intoTarget) {
        create(names.rows(), config.upserts());
      }
      rows = appender(names.rows());
    }
    return rows;
  }

  private DuckDBAppender retractions() throws SQLException {
    if (retractions == null) {
      rows(); // The other table is expected to be there, too.
      create(names.retractions(), false);
      retractions = appender(names.retractions());
    }
    return retractions;
  }

  private DuckDBAppender appender(Place table) throws SQLException {
    return connection.createAppender(table.catalog(), table.schema(), table.name());
  }

  private void create(Place table, boolean ofChanges) throws SQLException {
    List<String> parts = new ArrayList<>();
    List<String> names = config.columns().getFieldNames();
    for (int i = 0; i < names.size(); i++) {
      parts.add(Sql.identifier(names.get(i)) + " " + columns.appendedType(i));
    }
    if (ofChanges) {
      parts.add(Changes.DELETED + " BOOLEAN");
    }
    TargetTable.execute(connection, table.create(String.join(", ", parts)));
  }

  /** Hands all rows to DuckDB. */
  @Override
  public void close() throws SQLException {
    if (rows != null) {
      rows.close();
    }
    if (retractions != null) {
      retractions.close();
    }
  }
}
