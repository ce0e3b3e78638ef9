package io.sqluice.duckdb.sink;

import io.sqluice.duckdb.file.FileConfig;
import io.sqluice.duckdb.file.TableName;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/**
 * Where rows are written, and how.
 *
 * @param tableName the table's full name in Flink, for messages
 * @param file the file
 * @param target the table in it
 * @param columns the columns that are written, by name
 * @param key the columns by which rows are replaced and deleted; empty if rows are only added, and
 *     those that are retracted removed as a whole
 * @param createTable whether the table is made if it is not there
 */
public record SinkConfig(
    String tableName,
    FileConfig file,
    TableName target,
    RowType columns,
    List<String> key,
    boolean createTable)
    implements Serializable {

  public SinkConfig {
    key = List.copyOf(key);
  }

  boolean upserts() {
    return !key.isEmpty();
  }
}
