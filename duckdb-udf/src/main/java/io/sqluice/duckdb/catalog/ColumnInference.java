package io.sqluice.duckdb.catalog;

import java.util.List;
import java.util.Optional;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.RowType;

/** Finds the columns of the tables of some connectors, by what the tables read. */
interface ColumnInference {

  /** One for each kind of connector; a further one is added here. */
  List<ColumnInference> ALL = List.of(new HttpInference());

  /** That of a table's connector; empty if its tables are left as they are declared. */
  static Optional<ColumnInference> of(TableDeclaration table) {
    String connector = table.options().get(FactoryUtil.CONNECTOR.key());
    return connector == null
        ? Optional.empty()
        : ALL.stream().filter(inference -> inference.knows(connector)).findFirst();
  }

  /**
   * Whether it is for a connector.
   *
   * @param connector as the table names it
   */
  boolean knows(String connector);

  /** Whether columns are missing that it is to find. */
  default boolean isNeeded(TableDeclaration table) {
    return table.physicalColumns().isEmpty();
  }

  /**
   * The columns that are missing.
   *
   * @throws org.apache.flink.table.api.ValidationException if the table's options do not say what
   *     they are; the message names the table
   * @throws RuntimeException if what the table reads cannot be reached
   */
  RowType infer(TableDeclaration table);
}
