package io.sqluice.duckdb.lookup;

import io.sqluice.duckdb.file.FileConfig;
import io.sqluice.duckdb.file.Relation;
import java.io.Serializable;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.RowType;

/**
 * What a lookup join asks a table.
 *
 * @param tableName the table's full name in Flink, for messages
 * @param file the file
 * @param relation the table or query
 * @param columns those that rows have, in their order
 * @param keys those of them whose values are given, in the order of these
 * @param filter a condition in DuckDB's SQL that rows have to meet as well; null for all rows
 */
public record LookupPlan(
    String tableName,
    FileConfig file,
    Relation relation,
    RowType columns,
    List<String> keys,
    @Nullable String filter)
    implements Serializable {

  public LookupPlan {
    keys = List.copyOf(keys);
  }
}
