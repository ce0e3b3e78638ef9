package io.sqluice.duckdb.engine;

import io.sqluice.duckdb.type.DuckDbTypes;
import io.sqluice.duckdb.type.RowReader;
import io.sqluice.duckdb.type.Sql;
import io.sqluice.duckdb.type.UnreadableValueException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** A SELECT that is ready to be run, over relations that are there, with the rows it gives. */
final class SelectPlan implements AutoCloseable {

  /** The driver holds a result in memory that no limit of DuckDB's counts, and so do we. */
  private static final int MOST_ROWS = 1_000_000;

  private static final int ROWS_BETWEEN_CHECKS = 1_024;

  private final Connection connection;
  private final String text;
  private final RowReader reader;
  private PreparedStatement statement;

  private SelectPlan(Connection connection, String text, RowReader reader) throws SQLException {
    this.connection = connection;
    this.text = text;
    this.reader = reader;
    this.statement = connection.prepareStatement(text);
  }

  /**
   * The columns of a SELECT.
   *
   * @param relation what it reads
   * @throws QueryException if it is not exactly one SELECT, or DuckDB cannot plan it, or two of its
   *     columns have one name, or a column's type is not one of Flink's
   */
  static RowType describe(Connection connection, String relation, String sql)
      throws QueryException {
    SelectText.checkOverData(connection, sql);
    // The pointer of a message points into the text as it was written.
    try (PreparedStatement written = connection.prepareStatement(sql)) {
      rejectDuplicates(written.getMetaData());
    } catch (SQLException e) {
      throw QueryException.of(e);
    }
    try {
      Result result = Result.of(connection, relation, sql);
      List<RowType.RowField> fields = new ArrayList<>();
      for (int i = 0; i < result.names().size(); i++) {
        fields.add(new RowType.RowField(result.names().get(i), result.flinkType(i)));
      }
      return new RowType(fields);
    } catch (SQLException e) {
      throw QueryException.of(e);
    }
  }

  /** A view would give the second one a name of its own making, which nobody has written. */
  private static void rejectDuplicates(ResultSetMetaData columns)
      throws SQLException, QueryException {
    Map<String, String> seen = new HashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnName(i);
      String other = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
      if (other != null) {
        throw new QueryException(
            "the query gives two columns with the name '%s'%s; name them apart with AS"
                .formatted(
                    other,
                    other.equals(name) ? "" : " ('" + name + "' is the same name to DuckDB)"));
      }
    }
  }

  /**
   * Prepares a SELECT.
   *
   * @param relation what it reads; there is one SELECT at a time over each of a session
   * @param output the wanted columns, of those that it gives, by name; cast by DuckDB where their
   *     types differ
   * @throws QueryException if DuckDB cannot plan it, or a column is not there
   */
  static SelectPlan prepare(Connection connection, String relation, String sql, RowType output)
      throws QueryException {
    try {
      Result result = Result.of(connection, relation, sql);
      List<String> names = new ArrayList<>();
      List<String> types = new ArrayList<>();
      for (String wanted : output.getFieldNames()) {
        int found = result.indexOf(wanted);
        names.add(Sql.identifier(result.names().get(found)));
        types.add(result.types().get(found));
      }
      RowReader reader = new RowReader(output, types);
      List<String> selected = names.isEmpty() ? List.of("NULL") : reader.selected(names);
      String text =
          "SELECT "
              + String.join(", ", selected)
              + " FROM "
              + result.view()
              + " LIMIT "
              + (MOST_ROWS + 1);
      return new SelectPlan(connection, text, reader);
    } catch (SQLException e) {
      throw QueryException.of(e);
    }
  }

  /** The statement, prepared again if it has failed: the driver closes it then. */
  Statement statement() throws QueryException {
    try {
      if (statement.isClosed()) {
        statement = connection.prepareStatement(text);
      }
      return statement;
    } catch (SQLException e) {
      throw QueryException.of(e);
    }
  }

  /**
   * Runs it, and gives all its rows, so that the time its rows take to go on is not its own.
   *
   * @throws QueryException if it fails, gives too many rows, its time is up, or the thread is
   *     interrupted
   */
  List<RowData> run(QueryWatch watch, Duration timeout) throws QueryException {
    List<RowData> rows;
    try {
      rows = watch.runAsking(statement(), timeout, this::rows);
    } catch (UnreadableValueException e) {
      throw new QueryException(e.getMessage(), e);
    }
    if (rows.size() > MOST_ROWS) {
      throw new QueryException(
          "the query gives more than %,d rows at once, which are held in memory; let it aggregate or filter"
              .formatted(MOST_ROWS));
    }
    return rows;
  }

  private List<RowData> rows(QueryWatch.Running running) throws SQLException {
    List<RowData> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        rows.add(reader.read(result));
        if (rows.size() % ROWS_BETWEEN_CHECKS == 0) {
          running.check();
        }
      }
    }
    return rows;
  }

  @Override
  public void close() {
    try {
      statement.close();
    } catch (SQLException ignored) {
      // Its connection is closed next, which frees it too.
    }
  }

  /** The columns of the view that stands for the SELECT, by which casts are put around it. */
  private record Result(String view, List<String> names, List<String> types) {

    static Result of(Connection connection, String relation, String sql) throws SQLException {
      String view = Sql.identifier("sqluice_result_of_" + relation);
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE OR REPLACE TEMP VIEW " + view + " AS " + sql);
      }
      List<String> names = new ArrayList<>();
      List<String> types = new ArrayList<>();
      try (PreparedStatement all = connection.prepareStatement("SELECT * FROM " + view)) {
        ResultSetMetaData columns = all.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          names.add(columns.getColumnName(i));
          types.add(columns.getColumnTypeName(i));
        }
      }
      return new Result(view, names, types);
    }

    LogicalType flinkType(int column) throws QueryException {
      try {
        return DuckDbTypes.flinkType(types.get(column));
      } catch (IllegalArgumentException e) {
        throw new QueryException("column '%s': %s".formatted(names.get(column), e.getMessage()), e);
      }
    }

    /** DuckDB's names are case-insensitive. */
    int indexOf(String name) throws QueryException {
      int exact = names.indexOf(name);
      if (exact >= 0) {
        return exact;
      }
      List<String> lower = names.stream().map(n -> n.toLowerCase(Locale.ROOT)).toList();
      int found = lower.indexOf(name.toLowerCase(Locale.ROOT));
      if (found < 0) {
        throw new QueryException(
            "the query gives no column '%s'; it gives %s"
                .formatted(name, String.join(", ", names)));
      }
      return found;
    }
  }
}
