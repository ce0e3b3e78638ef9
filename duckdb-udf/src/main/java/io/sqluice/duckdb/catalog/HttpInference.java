package io.sqluice.duckdb.catalog;

import io.sqluice.http.options.TransformOptions;
import io.sqluice.http.table.DeclaredTable;
import io.sqluice.http.table.DeclaredTable.Kind;
import io.sqluice.http.table.InferredColumns;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.RowType;

/** Finds the columns of tables over HTTP: those of their SQL, else those of a sample. */
final class HttpInference implements ColumnInference {

  private static final Map<String, Kind> CONNECTORS =
      Map.of(
          "http", Kind.POLLED,
          "sqluice-http", Kind.POLLED,
          "lookup-http", Kind.LOOKED_UP,
          "sqluice-lookup", Kind.LOOKED_UP);

  @Override
  public boolean knows(String connector) {
    return CONNECTORS.containsKey(connector);
  }

  /** A lookup may have declared what its requests take, which no answer tells. */
  @Override
  public boolean isNeeded(TableDeclaration table) {
    return table.physicalColumns().isEmpty()
        || (kind(table) == Kind.LOOKED_UP
            && asksForIt(table)
            && table.physicalColumns().stream().allMatch(column -> column.startsWith("$")));
  }

  private static boolean asksForIt(TableDeclaration table) {
    return Stream.of(
            TransformOptions.TRANSFORM_SQL,
            TransformOptions.SCHEMA_SAMPLE,
            TransformOptions.SCHEMA_INFER)
        .anyMatch(option -> table.options().containsKey(option.key()));
  }

  @Override
  public RowType infer(TableDeclaration table) {
    return InferredColumns.of(
        new DeclaredTable(
            table.name(),
            kind(table),
            table.options(),
            table.configuration(),
            table.classLoader()));
  }

  private static Kind kind(TableDeclaration table) {
    return CONNECTORS.get(table.options().get(FactoryUtil.CONNECTOR.key()));
  }
}
