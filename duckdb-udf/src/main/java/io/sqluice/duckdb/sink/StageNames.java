package io.sqluice.duckdb.sink;

import io.sqluice.duckdb.file.TableName;
import io.sqluice.duckdb.type.Sql;
import javax.annotation.Nullable;

/**
 * The tables that hold rows until they are moved into the target.
 *
 * @param rows holds rows that are added; for tables with a key all changes, in their order
 * @param retractions holds rows that are retracted, of tables without a key
 */
record StageNames(Place rows, Place retractions) {

  /**
   * Where a table is.
   *
   * @param catalog null for the one of the file
   */
  record Place(@Nullable String catalog, String schema, String name) {

    /** Makes it anew. */
    String create(String columns) {
      return "CREATE OR REPLACE %sTABLE %s (%s)"
          .formatted(TEMPORARY_CATALOG.equals(catalog) ? "TEMP " : "", sql(), columns);
    }

    /** As SQL writes it. */
    String sql() {
      String inSchema = new TableName(schema, name).sql();
      return catalog == null ? inSchema : Sql.identifier(catalog) + "." + inSchema;
    }
  }

  private static final String TEMPORARY_CATALOG = "temp";

  /** Gone with their connection. */
  static final StageNames TEMPORARY =
      new StageNames(temporary("sqluice_rows"), temporary("sqluice_retractions"));

  /** Rows go into the target as they come. */
  static StageNames ofTarget(TableName target) {
    return new StageNames(new Place(null, target.schema(), target.name()), TEMPORARY.retractions());
  }

  private static Place temporary(String name) {
    return new Place(TEMPORARY_CATALOG, "main", name);
  }
}
