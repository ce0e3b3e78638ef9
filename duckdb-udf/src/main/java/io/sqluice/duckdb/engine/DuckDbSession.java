package io.sqluice.duckdb.engine;

import io.sqluice.duckdb.type.DuckDbTypes;
import io.sqluice.duckdb.type.Sql;
import io.sqluice.http.transform.PayloadFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.RowType;
import org.duckdb.DuckDBDriver;

/**
 * A DuckDB in memory for the queries of one task, with limits of memory, threads and time, and
 * without access to anything outside. Opened when the task opens, closed with it. For one thread.
 */
public final class DuckDbSession implements AutoCloseable {

  /** What a session may write to its temporary folder when its memory is full. */
  private static final String SPILL_LIMIT = "1GB";

  private final SessionConfig config;
  private final SessionFolder folder;
  private final QueryWatch watch = new QueryWatch();
  private final Connection connection;
  private boolean locked;
  private boolean closed;

  private DuckDbSession(SessionConfig config, SessionFolder folder) throws SQLException {
    this.config = config;
    this.folder = folder;
    try {
      // Not by DriverManager: it knows no drivers of a jar that Flink loads for a job.
      this.connection = new DuckDBDriver().connect("jdbc:duckdb:", settings(config, folder));
    } catch (SQLException e) {
      folder.close();
      throw e;
    }
  }

  /**
   * Opens a session.
   *
   * @throws QueryException if DuckDB does not start, or the attachment cannot be read
   * @throws IllegalStateException if the memory of the process does not suffice for its limit
   */
  public static DuckDbSession open(SessionConfig config) throws QueryException {
    MemoryBudget.OF_PROCESS.take(config.memoryLimit());
    DuckDbSession session = null;
    try {
      session = new DuckDbSession(config, SessionFolder.create());
      session.lock();
      return session;
    } catch (SQLException e) {
      throw QueryException.of(e);
    } finally {
      if (session == null) {
        MemoryBudget.OF_PROCESS.give(config.memoryLimit());
      } else if (!session.locked) {
        session.close();
      }
    }
  }

  private static Properties settings(SessionConfig config, SessionFolder folder) {
    Properties settings = new Properties();
    settings.setProperty("memory_limit", config.memoryLimit().getBytes() + "B");
    settings.setProperty("threads", "" + config.threads());
    settings.setProperty("temp_directory", folder.file("spill").toString());
    settings.setProperty("max_temp_directory_size", SPILL_LIMIT);
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("allow_community_extensions", "false");
    return settings;
  }

  /** Attaches what queries may read besides, and lets no statement change a setting after that. */
  private void lock() throws SQLException, QueryException {
    List<String> paths = new ArrayList<>();
    execute("SET TimeZone = 'UTC'");
    if (config.attachment() != null) {
      paths.addAll(Attachment.of(config.attachment()).attach(connection));
    }
    if (!config.externalAccess()) {
      execute("SET allowed_directories = [" + Sql.literal(folder.path() + "/") + "]");
      if (!paths.isEmpty()) {
        execute("SET allowed_paths = [" + Sql.literal(paths.get(0)) + "]");
      }
      execute("SET enable_external_access = false");
    }
    execute("SET lock_configuration = true");
    locked = true;
  }

  /**
   * Checks a query over data without knowing the data.
   *
   * @throws QueryException if it is not exactly one SELECT, or does more than one over data may
   */
  public void check(String sql) throws QueryException {
    SelectText.checkOverData(connection, sql);
  }

  /**
   * The columns that a query has over a relation of this type.
   *
   * @param sql exactly one SELECT
   * @param relation the name by which it refers to the rows
   * @throws QueryException if it is not, or DuckDB cannot plan it, or a column's type is not one of
   *     Flink's
   * @throws IllegalArgumentException if DuckDB has no type for a column of the input
   */
  public RowType describe(String sql, String relation, RowType input) throws QueryException {
    List<String> columns = new ArrayList<>();
    for (RowType.RowField field : input.getFields()) {
      columns.add(Sql.identifier(field.getName()) + " " + DuckDbTypes.sqlType(field.getType()));
    }
    String table = Sql.identifier(relation);
    try {
      execute("CREATE OR REPLACE TEMP TABLE %s (%s)".formatted(table, String.join(", ", columns)));
    } catch (SQLException e) {
      throw QueryException.of(e);
    }
    RowType described = SelectPlan.describe(connection, relation, sql);
    try {
      execute("DROP TABLE " + table);
    } catch (SQLException e) {
      throw QueryException.of(e);
    }
    return described;
  }

  /**
   * Prepares a query over rows.
   *
   * @param output the wanted ones of its columns, by name
   * @throws QueryException if it is not exactly one SELECT, DuckDB cannot plan it, or a column is
   *     not there
   */
  public RowsQuery prepare(String sql, String relation, RowType input, RowType output)
      throws QueryException {
    try {
      RowsRelation rows = RowsRelation.create(connection, relation, input);
      SelectText.checkOverData(connection, sql);
      return new RowsQuery(
          rows, SelectPlan.prepare(connection, relation, sql, output), watch, config.timeout());
    } catch (SQLException e) {
      throw QueryException.of(e);
    }
  }

  /**
   * Prepares a query over payloads.
   *
   * @param input the columns of a payload; null if they are inferred from each
   * @param output the wanted ones of the query's columns, by name
   * @throws QueryException if it is not exactly one SELECT
   */
  public PayloadQuery preparePayload(
      String sql, PayloadFormat format, @Nullable RowType input, RowType output)
      throws QueryException {
    SelectText.checkOverData(connection, sql);
    return new PayloadQuery(this, sql, format, input, output);
  }

  /**
   * The columns of a payload, by its values.
   *
   * @param sample in UTF-8
   * @throws QueryException if it is not what its format says, has no record, or a column's type is
   *     not one of Flink's
   */
  public RowType infer(byte[] sample, PayloadFormat format) throws QueryException {
    PayloadText text = PayloadText.of(sample, 0, format);
    if (text.isEmpty()) {
      throw new QueryException("the sample has no record, so that it says nothing of the columns");
    }
    try {
      Files.write(
          folder.file("sample"), Arrays.copyOfRange(text.bytes(), text.start(), text.end()));
    } catch (IOException e) {
      throw new QueryException("cannot write the sample for DuckDB: " + e.getMessage(), e);
    }
    return SelectPlan.describe(
        connection,
        "sample",
        "SELECT * FROM "
            + text.shape()
                .scan(folder.file("sample").toString(), null, Math.max(text.length(), 1)));
  }

  /**
   * Sets a variable that queries read with {@code getvariable}.
   *
   * @param value as SQL
   */
  public void setVariable(String name, String value) throws QueryException {
    try {
      execute("SET VARIABLE " + Sql.identifier(name) + " = " + value);
    } catch (SQLException e) {
      throw QueryException.of(e);
    }
  }

  /** Ends the query that runs, on whichever thread, and each that begins after. Does not wait. */
  public void interrupt() {
    watch.interrupt();
  }

  /** The connection, for queries of this package. */
  Connection connection() {
    return connection;
  }

  SessionFolder folder() {
    return folder;
  }

  QueryWatch watch() {
    return watch;
  }

  SessionConfig config() {
    return config;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    watch.close();
    try {
      connection.close();
    } catch (SQLException ignored) {
      // What it held in memory is given back in any case.
    }
    folder.close();
    MemoryBudget.OF_PROCESS.give(config.memoryLimit());
  }
}
