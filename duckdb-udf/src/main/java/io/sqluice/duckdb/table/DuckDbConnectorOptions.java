package io.sqluice.duckdb.table;

import static org.apache.flink.configuration.ConfigOptions.key;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.CACHE_TYPE;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.PARTIAL_CACHE_CACHE_MISSING_KEY;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.PARTIAL_CACHE_EXPIRE_AFTER_ACCESS;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.PARTIAL_CACHE_EXPIRE_AFTER_WRITE;
import static org.apache.flink.table.connector.source.lookup.LookupOptions.PARTIAL_CACHE_MAX_ROWS;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/**
 * The options of a 'duckdb' table, which are declared here or by Flink. The reference page is made
 * from the declarations.
 */
public final class DuckDbConnectorOptions {

  public static final ConfigOption<String> PATH =
      key("path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The DuckDB file, or ':memory:NAME' for a database that the tasks of one process share"
                  + " while one of them has it open. Needed, but for a table with a query that reads"
                  + " other files only.");

  public static final ConfigOption<String> TABLE =
      key("table")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The table or view in the file, as 'name' or 'schema.name'. By default it has the name"
                  + " of the Flink table.");

  public static final ConfigOption<String> QUERY =
      key("query")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A SELECT of DuckDB's that is read in place of a table, over the file's tables and over"
                  + " Parquet, CSV and JSON files. Nothing can be written then.");

  public static final ConfigOption<Boolean> READ_ONLY =
      key("read-only")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether the file is opened for reading only, as several processes can do at once."
                  + " Otherwise the first process that opens it has it alone.");

  public static final ConfigOption<MemorySize> MEMORY_LIMIT =
      key("duckdb.memory-limit")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(256))
          .withDescription(
              "What DuckDB may take for the file in each process, beside the Java heap. Beyond it,"
                  + " DuckDB writes to the disk what it can, and fails where it cannot.");

  public static final ConfigOption<Integer> THREADS =
      key("duckdb.threads")
          .intType()
          .defaultValue(1)
          .withDescription("How many threads DuckDB may use for the file in each process.");

  public static final ConfigOption<Boolean> EXTERNAL_ACCESS =
      key("duckdb.external-access")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether a query may read files besides the DuckDB file. Extensions are never"
                  + " downloaded.");

  public static final ConfigOption<String> SINK_MODE =
      key("sink.mode")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "append (rows are added, and a retraction removes one equal row) or upsert (rows are"
                  + " replaced and deleted by the primary key). The default is upsert for tables with"
                  + " a primary key, else append.");

  public static final ConfigOption<Boolean> SINK_CREATE_TABLE =
      key("sink.create-table")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether the table is made in the file if it is not there; for upsert with the primary"
                  + " key.");

  public static final ConfigOption<Long> SINK_MAX_ROWS =
      key("sink.buffer-flush.max-rows")
          .longType()
          .defaultValue(10_000L)
          .withDescription(
              "After how many rows they are committed. It is for at-least-once, and for streams"
                  + " without checkpoints; else rows are committed as sink.delivery-guarantee says.");

  public static final ConfigOption<Duration> SINK_INTERVAL =
      key("sink.buffer-flush.interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription(
              "How long after the first of them rows are committed at the latest, where"
                  + " sink.buffer-flush.max-rows is in use.");

  public static final ConfigOption<String> SINK_GUARANTEE =
      key("sink.delivery-guarantee")
          .stringType()
          .defaultValue("exactly-once")
          .withDescription(
              "exactly-once (rows are in the table when their checkpoint is complete, in batch mode"
                  + " at the end of the input) or at-least-once (earlier, and some of them again"
                  + " after a failure). A stream without checkpoints has no guarantee.");

  /** All options, in the order of the reference page. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          PATH,
          TABLE,
          QUERY,
          READ_ONLY,
          MEMORY_LIMIT,
          THREADS,
          EXTERNAL_ACCESS,
          SINK_MODE,
          SINK_CREATE_TABLE,
          SINK_GUARANTEE,
          SINK_MAX_ROWS,
          SINK_INTERVAL,
          CACHE_TYPE,
          PARTIAL_CACHE_MAX_ROWS,
          PARTIAL_CACHE_EXPIRE_AFTER_WRITE,
          PARTIAL_CACHE_EXPIRE_AFTER_ACCESS,
          PARTIAL_CACHE_CACHE_MISSING_KEY);

  /** What is for sinks only. */
  static final List<ConfigOption<?>> OF_SINKS =
      List.of(SINK_MODE, SINK_CREATE_TABLE, SINK_GUARANTEE, SINK_MAX_ROWS, SINK_INTERVAL);

  private DuckDbConnectorOptions() {}
}
