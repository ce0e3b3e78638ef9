package io.sqluice.duckdb.source;

import io.sqluice.duckdb.engine.QueryException;
import io.sqluice.duckdb.engine.QueryWatch;
import io.sqluice.duckdb.file.DuckDbFile;
import io.sqluice.duckdb.file.FileException;
import io.sqluice.duckdb.file.FoundColumns;
import io.sqluice.duckdb.type.RowReader;
import io.sqluice.duckdb.type.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * A scan that is under way. Rows of a plain table come as DuckDB reads them. Those of a query, or
 * with a filter, are put into a temporary table first, which goes to the disk where it does not fit
 * into the memory: the driver can end a statement that runs, but not the wait for the next rows of
 * a result, which a query may make long. For one thread.
 */
final class Scan implements AutoCloseable {

  private static final String HELD = "temp.main.sqluice_scan";

  private final ScanPlan plan;
  private final DuckDbFile file;
  private final DuckDBConnection connection;
  private final QueryWatch watch = new QueryWatch();
  private RowReader reader;
  private PreparedStatement statement;
  private ResultSet result;

  private Scan(ScanPlan plan, DuckDbFile file) throws FileException {
    this.plan = plan;
    this.file = file;
    this.connection = file.connect();
  }

  private void start(long skipped) throws FileException, SQLException, QueryException {
    FoundColumns found = found();
    List<String> columns = plan.columns().getFieldNames();
    reader = new RowReader(plan.columns(), found.types(columns));
    List<String> selected = reader.selected(columns.stream().map(Sql::identifier).toList());
    // Nothing may be read but the number of rows.
    String columnsSql = selected.isEmpty() ? "NULL" : String.join(", ", selected);
    String source = plan.relation().sql();
    String limit = plan.limit() == null ? "" : " LIMIT " + plan.limit();
    if (plan.relation().query() != null || plan.filter() != null) {
      hold(columns, limit);
      source = HELD;
      limit = "";
    }
    stream();
    statement =
        connection.prepareStatement(
            "SELECT %s FROM (SELECT * FROM %s%s) OFFSET %d"
                .formatted(columnsSql, source, limit, skipped));
    result = watch.run(statement, null, statement::executeQuery);
  }

  /**
   * Starts a scan.
   *
   * @param skipped how many of its rows are out already
   * @throws FileException if the file cannot be opened, or is not what the table says
   * @throws QueryException if DuckDB cannot run it
   */
  static Scan open(ScanPlan plan, long skipped) throws FileException, SQLException, QueryException {
    if (!DuckDbFile.exists(plan.file())) {
      throw new FileException(
          "Table %s cannot be read: there is no DuckDB file %s; change 'path', or write the table first."
              .formatted(plan.tableName(), plan.file().path()));
    }
    DuckDbFile file = DuckDbFile.open(plan.file());
    Scan scan;
    try {
      scan = new Scan(plan, file);
    } catch (FileException e) {
      file.close();
      throw e;
    }
    boolean started = false;
    try {
      scan.start(skipped);
      started = true;
      return scan;
    } finally {
      if (!started) {
        scan.close(); // Its connection holds the file open by itself.
      }
    }
  }

  /** The columns, of a file that may be another than the one that was planned with. */
  private FoundColumns found() throws FileException, QueryException {
    return plan.relation().columns(plan.tableName(), plan.file(), plan.columns(), connection);
  }

  /** Otherwise a result is held whole in memory. It is for this connection only. */
  private void stream() throws SQLException {
    try (Statement setting = connection.createStatement()) {
      setting.execute("SET SESSION " + DuckDBDriver.JDBC_STREAM_RESULTS + " = true");
    }
  }

  private void hold(List<String> columns, String limit) throws SQLException, QueryException {
    String names =
        columns.isEmpty()
            ? "NULL AS nothing"
            : String.join(", ", columns.stream().map(Sql::identifier).toList());
    String sql =
        "CREATE TEMP TABLE %s AS SELECT %s FROM %s%s%s"
            .formatted(
                HELD,
                names,
                plan.relation().sql(),
                plan.filter() == null ? "" : " WHERE " + plan.filter(),
                limit);
    try (Statement hold = connection.createStatement()) {
      watch.run(hold, null, () -> hold.execute(sql));
    }
  }

  /**
   * Reads the next rows.
   *
   * @return whether there may be more
   */
  boolean read(List<RowData> rows, int most) throws SQLException {
    while (rows.size() < most) {
      if (!result.next()) {
        return false;
      }
      rows.add(reader.read(result));
    }
    return true;
  }

  @Override
  public void close() {
    watch.close();
    try {
      connection.close();
    } catch (SQLException ignored) {
      // Nothing was written.
    } finally {
      file.close();
    }
  }
}
