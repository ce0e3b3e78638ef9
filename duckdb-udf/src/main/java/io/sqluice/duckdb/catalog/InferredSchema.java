package io.sqluice.duckdb.catalog;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Schema.UnresolvedColumn;
import org.apache.flink.table.api.Schema.UnresolvedPhysicalColumn;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;

/** Puts inferred columns into a table: behind those physical ones, before all other columns. */
final class InferredSchema {

  private InferredSchema() {}

  /**
   * The table with its columns.
   *
   * @throws ValidationException if the table declares a column of the same name
   */
  static CatalogTable complete(CatalogTable table, RowType inferred, String tableName) {
    List<UnresolvedColumn> declared = table.getUnresolvedSchema().getColumns();
    rejectDuplicates(declared, inferred, tableName);
    List<UnresolvedColumn> columns = new ArrayList<>(declared);
    columns.removeIf(column -> !(column instanceof UnresolvedPhysicalColumn));
    inferred
        .getFields()
        .forEach(
            field ->
                columns.add(
                    new UnresolvedPhysicalColumn(
                        field.getName(), TypeConversions.fromLogicalToDataType(field.getType()))));
    declared.stream()
        .filter(column -> !(column instanceof UnresolvedPhysicalColumn))
        .forEach(columns::add);
    Schema.Builder schema = Schema.newBuilder().fromColumns(columns);
    Schema rest = table.getUnresolvedSchema();
    rest.getWatermarkSpecs()
        .forEach(spec -> schema.watermark(spec.getColumnName(), spec.getWatermarkExpression()));
    rest.getPrimaryKey()
        .ifPresent(key -> schema.primaryKeyNamed(key.getConstraintName(), key.getColumnNames()));
    return CatalogTable.newBuilder()
        .schema(schema.build())
        .comment(table.getComment())
        .partitionKeys(table.getPartitionKeys())
        .options(table.getOptions())
        .build();
  }

  private static void rejectDuplicates(
      List<UnresolvedColumn> declared, RowType inferred, String tableName) {
    List<String> twice =
        declared.stream()
            .map(UnresolvedColumn::getName)
            .filter(inferred.getFieldNames()::contains)
            .toList();
    if (!twice.isEmpty()) {
      throw new ValidationException(
          "Table %s declares %s, and what it reads has %s of %s too; give the declared one another name, or let 'jq' or 'transform.sql' rename the other."
              .formatted(
                  tableName,
                  String.join(", ", twice.stream().map(name -> "'" + name + "'").toList()),
                  twice.size() == 1 ? "a column" : "columns",
                  twice.size() == 1 ? "that name" : "those names"));
    }
  }
}
