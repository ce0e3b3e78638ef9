package io.sqluice.duckdb.table;

import static io.sqluice.duckdb.table.DuckDbConnectorOptions.EXTERNAL_ACCESS;
import static io.sqluice.duckdb.table.DuckDbConnectorOptions.MEMORY_LIMIT;
import static io.sqluice.duckdb.table.DuckDbConnectorOptions.OF_SINKS;
import static io.sqluice.duckdb.table.DuckDbConnectorOptions.PATH;
import static io.sqluice.duckdb.table.DuckDbConnectorOptions.QUERY;
import static io.sqluice.duckdb.table.DuckDbConnectorOptions.READ_ONLY;
import static io.sqluice.duckdb.table.DuckDbConnectorOptions.SINK_CREATE_TABLE;
import static io.sqluice.duckdb.table.DuckDbConnectorOptions.SINK_GUARANTEE;
import static io.sqluice.duckdb.table.DuckDbConnectorOptions.SINK_INTERVAL;
import static io.sqluice.duckdb.table.DuckDbConnectorOptions.SINK_MAX_ROWS;
import static io.sqluice.duckdb.table.DuckDbConnectorOptions.SINK_MODE;
import static io.sqluice.duckdb.table.DuckDbConnectorOptions.TABLE;
import static io.sqluice.duckdb.table.DuckDbConnectorOptions.THREADS;

import io.sqluice.duckdb.file.FileConfig;
import io.sqluice.duckdb.file.FoundColumns;
import io.sqluice.duckdb.file.FoundColumns.Direction;
import io.sqluice.duckdb.file.Relation;
import io.sqluice.duckdb.file.TableName;
import io.sqluice.duckdb.sink.Flushes;
import io.sqluice.duckdb.table.DuckDbTable.Writing;
import io.sqluice.duckdb.type.DuckDbTypes;
import io.sqluice.http.options.TableOptions;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.connector.source.lookup.cache.DefaultLookupCache;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.RowType.RowField;

/** Makes a 'duckdb' table out of its declaration; tells all that is wrong at once. */
final class DuckDbOptionsReader {

  private static final String NO_FILE = ":memory:";

  private final ObjectIdentifier identifier;
  private final RowType columns;
  private final List<String> primaryKey;
  private final TableOptions options;
  private final Direction direction;

  /**
   * @param columns the physical columns
   * @param primaryKey empty if there is none
   * @param direction what is done with the table
   */
  DuckDbOptionsReader(
      ObjectIdentifier identifier,
      RowType columns,
      List<String> primaryKey,
      Map<String, String> raw,
      Direction direction) {
    this.identifier = identifier;
    this.columns = columns;
    this.primaryKey = primaryKey;
    this.options = new TableOptions(raw);
    this.direction = direction;
  }

  /**
   * Reads and checks everything; what the file has, too, if it is there.
   *
   * @throws ValidationException with a line for each problem
   */
  DuckDbTable read() {
    options.rejectUnknown(DuckDbConnectorOptions.ALL, "docs/duckdb.md");
    checkQuery();
    boolean typed = checkTypes();
    FileConfig file = file();
    String table = options.has(TABLE) ? options.text(TABLE) : identifier.getObjectName();
    Relation relation = new Relation(TableName.of(table), options.text(QUERY));
    Writing sink = writing();
    DefaultLookupCache cache = new CacheOptions(options).read();
    FoundColumns found =
        typed && file.path() != null
            ? new FileCheck(options, file, relation).check(columns, direction)
            : null;
    options.throwIfAnyProblem(identifier.asSummaryString());
    return new DuckDbTable(
        identifier.asSummaryString(), columns, file, relation, found, sink, cache);
  }

  private void checkQuery() {
    if (!options.has(QUERY)) {
      return;
    }
    if (options.has(TABLE)) {
      options.problem(TABLE.key(), "it excludes 'query'; remove one of them.");
    }
    for (ConfigOption<?> option : OF_SINKS) {
      if (options.has(option)) {
        options.problem(option.key(), "it is for tables that are written, which excludes 'query'.");
      }
    }
    if (direction == Direction.WRITE) {
      options.problem(
          QUERY.key(), "the result of a query cannot be written; write a table with 'table'.");
    }
  }

  private boolean checkTypes() {
    boolean all = true;
    for (RowField column : columns.getFields()) {
      try {
        DuckDbTypes.sqlType(column.getType());
      } catch (IllegalArgumentException none) {
        options.columnProblem("column '%s': %s.".formatted(column.getName(), none.getMessage()));
        all = false;
      }
    }
    return all;
  }

  private FileConfig file() {
    String path = options.text(PATH);
    if (path == null && options.has(QUERY)) {
      path = NO_FILE;
    } else if (path == null || path.isBlank()) {
      options.problem(
          PATH.key(), "it is missing; set it to a DuckDB file, such as '/data/prices.duckdb'.");
      path = null;
    } else if (direction == Direction.WRITE && path.equals(NO_FILE)) {
      options.problem(
          PATH.key(),
          "found ':memory:', which nobody could read; give it a name, as in ':memory:prices', or set a file.");
    }
    boolean readOnly = options.flag(READ_ONLY);
    if (readOnly && direction == Direction.WRITE) {
      options.problem(READ_ONLY.key(), "found 'true' for a table that is written; remove it.");
    }
    return new FileConfig(
        path,
        // There is nothing to share.
        readOnly && path != null && !path.startsWith(NO_FILE),
        options.size(MEMORY_LIMIT),
        options.count(THREADS),
        options.flag(EXTERNAL_ACCESS));
  }

  private Writing writing() {
    boolean upsert =
        options.has(SINK_MODE)
            ? options.choice(SINK_MODE, new Boolean[] {false, true}, "append", "upsert")
            : !primaryKey.isEmpty();
    if (upsert && primaryKey.isEmpty()) {
      options.problem(
          SINK_MODE.key(),
          "found 'upsert', which needs a key; declare PRIMARY KEY (...) NOT ENFORCED, or choose append.");
    }
    return new Writing(
        upsert ? primaryKey : List.of(),
        options.flag(SINK_CREATE_TABLE),
        options.choice(
            SINK_GUARANTEE, new Boolean[] {true, false}, "exactly-once", "at-least-once"),
        new Flushes(options.count(SINK_MAX_ROWS), options.period(SINK_INTERVAL)));
  }
}
