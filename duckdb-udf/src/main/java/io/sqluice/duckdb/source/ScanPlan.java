package io.sqluice.duckdb.source;

import io.sqluice.duckdb.file.FileConfig;
import io.sqluice.duckdb.file.Relation;
import java.io.Serializable;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.RowType;

/**
 * What a scan reads.
 *
 * @param tableName the table's full name in Flink, for messages
 * @param file the file
 * @param relation the table or query
 * @param columns those that are read, in their order
 * @param filter a condition in DuckDB's SQL; null for all rows
 * @param limit how many rows are enough; null for all
 */
public record ScanPlan(
    String tableName,
    FileConfig file,
    Relation relation,
    RowType columns,
    @Nullable String filter,
    @Nullable Long limit)
    implements Serializable {

  public ScanPlan withColumns(RowType read) {
    return new ScanPlan(tableName, file, relation, read, filter, limit);
  }

  public ScanPlan withFilter(String condition) {
    return new ScanPlan(tableName, file, relation, columns, condition, limit);
  }

  public ScanPlan withLimit(long rows) {
    return new ScanPlan(tableName, file, relation, columns, filter, rows);
  }
}
