package io.sqluice.duckdb.table;

import io.sqluice.duckdb.file.FileConfig;
import io.sqluice.duckdb.file.FoundColumns;
import io.sqluice.duckdb.file.Relation;
import io.sqluice.duckdb.sink.Flushes;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.table.connector.source.lookup.cache.DefaultLookupCache;
import org.apache.flink.table.types.logical.RowType;

/**
 * A 'duckdb' table whose declaration is valid.
 *
 * @param name its full name in Flink
 * @param columns its physical columns
 * @param file the file
 * @param relation what is read, and for a table also written
 * @param found the columns that it has in DuckDB; null if it is not there yet, or another process
 *     has the file
 * @param sink how it is written
 * @param cache keeps rows that were looked up; null for none
 */
record DuckDbTable(
    String name,
    RowType columns,
    FileConfig file,
    Relation relation,
    @Nullable FoundColumns found,
    Writing sink,
    @Nullable DefaultLookupCache cache) {

  /**
   * How a table is written.
   *
   * @param key by which rows are replaced; empty to add them
   * @param createTable whether it is made if it is not there
   * @param exactlyOnce whether each row is to be there once
   * @param flushes for rows that need not
   */
  record Writing(List<String> key, boolean createTable, boolean exactlyOnce, Flushes flushes) {}
}
