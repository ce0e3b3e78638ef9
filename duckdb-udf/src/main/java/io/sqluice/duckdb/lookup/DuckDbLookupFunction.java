package io.sqluice.duckdb.lookup;

import io.sqluice.duckdb.engine.QueryException;
import io.sqluice.duckdb.engine.QueryWatch;
import io.sqluice.duckdb.file.DuckDbFile;
import io.sqluice.duckdb.file.FileException;
import io.sqluice.duckdb.file.FoundColumns;
import io.sqluice.duckdb.type.DuckDbTypes;
import io.sqluice.duckdb.type.RowReader;
import io.sqluice.duckdb.type.Sql;
import io.sqluice.duckdb.type.UnreadableValueException;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.LookupFunction;
import org.apache.flink.table.types.logical.LogicalType;
import org.duckdb.DuckDBConnection;

/**
 * Finds the rows whose key columns are equal to what is given, with a statement that is prepared
 * once. It sees what is committed when it is asked. For the task's thread.
 */
public final class DuckDbLookupFunction extends LookupFunction {

  private static final long serialVersionUID = 1L;

  private final LookupPlan plan;
  private final KeyValues keys;
  private transient DuckDbFile file;
  private transient QueryWatch watch;
  private transient DuckDBConnection connection;
  private transient PreparedStatement statement;
  private transient RowReader reader;

  public DuckDbLookupFunction(LookupPlan plan) {
    this.plan = plan;
    this.keys =
        new KeyValues(
            plan.keys().stream()
                .map(key -> plan.columns().getTypeAt(plan.columns().getFieldIndex(key)))
                .toList());
  }

  @Override
  public void open(FunctionContext context) throws IOException {
    if (!DuckDbFile.exists(plan.file())) {
      throw new FileException(
          "Table %s cannot be looked up: there is no DuckDB file %s; change 'path', or write the table first."
              .formatted(plan.tableName(), plan.file().path()));
    }
    file = DuckDbFile.open(plan.file());
    watch = new QueryWatch();
    connection = file.connect();
    try {
      prepare();
    } catch (SQLException | QueryException e) {
      throw failure(e);
    }
  }

  private void prepare() throws FileException, SQLException, QueryException {
    FoundColumns found =
        plan.relation().columns(plan.tableName(), plan.file(), plan.columns(), connection);
    List<String> columns = plan.columns().getFieldNames();
    reader = new RowReader(plan.columns(), found.types(columns));
    List<String> selected = reader.selected(columns.stream().map(Sql::identifier).toList());
    List<String> conditions = new ArrayList<>();
    for (String key : plan.keys()) {
      LogicalType type = plan.columns().getTypeAt(plan.columns().getFieldIndex(key));
      String sqlType = DuckDbTypes.sqlType(type);
      // As it is where it can be, so that an index of the column serves.
      String column =
          found.isExactly(key, type)
              ? Sql.identifier(key)
              : "CAST(%s AS %s)".formatted(Sql.identifier(key), sqlType);
      conditions.add("%s = CAST(? AS %s)".formatted(Sql.comparable(column, type), sqlType));
    }
    if (plan.filter() != null) {
      conditions.add("(" + plan.filter() + ")");
    }
    statement =
        connection.prepareStatement(
            "SELECT %s FROM %s WHERE %s"
                .formatted(
                    String.join(", ", selected),
                    plan.relation().sql(),
                    String.join(" AND ", conditions)));
  }

  @Override
  public Collection<RowData> lookup(RowData keyRow) throws IOException {
    for (int i = 0; i < keyRow.getArity(); i++) {
      if (keyRow.isNullAt(i)) {
        return List.of(); // NULL is equal to nothing.
      }
    }
    try {
      keys.set(keyRow, statement);
      return watch.run(statement, null, this::read);
    } catch (SQLException | QueryException | UnreadableValueException e) {
      throw failure(e);
    }
  }

  private List<RowData> read() throws SQLException {
    List<RowData> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        rows.add(reader.read(result));
      }
    }
    return rows;
  }

  private IOException failure(Exception e) {
    String message = e instanceof SQLException sql ? QueryException.message(sql) : e.getMessage();
    return new IOException(
        "Table %s cannot be looked up: the DuckDB file %s says: %s"
            .formatted(plan.tableName(), plan.file().path(), message),
        e);
  }

  @Override
  public void close() throws IOException {
    try {
      if (connection != null) {
        watch.close();
        connection.close();
      }
    } catch (SQLException e) {
      throw failure(e);
    } finally {
      if (file != null) {
        file.close();
      }
    }
  }
}
