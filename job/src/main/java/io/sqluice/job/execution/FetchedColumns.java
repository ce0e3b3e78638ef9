package io.sqluice.job.execution;

import java.util.Map;
import org.apache.flink.table.api.Schema.UnresolvedPhysicalColumn;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.operations.ddl.CreateTableOperation;

/** Tables whose columns are known only once an API has been asked. */
final class FetchedColumns {

  private static final String SQL = "transform.sql";
  private static final String INPUT = "transform.input";
  private static final String SAMPLE = "schema.sample";
  private static final String INFER = "schema.infer";
  private static final String FETCH = "fetch";

  private FetchedColumns() {}

  /** Whether creating a table may send a request. */
  static boolean in(CreateTableOperation create) {
    CatalogTable table = create.getCatalogTable();
    Map<String, String> options = table.getOptions();
    return FETCH.equalsIgnoreCase(options.get(INFER))
        && !options.containsKey(SAMPLE)
        && !(options.containsKey(SQL) && options.containsKey(INPUT))
        && table.getUnresolvedSchema().getColumns().stream()
            .filter(UnresolvedPhysicalColumn.class::isInstance)
            .allMatch(column -> column.getName().startsWith("$"));
  }
}
