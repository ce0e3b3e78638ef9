package io.sqluice.http.table;

import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;

/** Tables as the planner gives them to factories. */
final class TableContexts {

  private TableContexts() {}

  static DynamicTableFactory.Context of(RowType columns, Map<String, String> options) {
    List<Column> physical =
        columns.getFields().stream()
            .<Column>map(
                field ->
                    Column.physical(
                        field.getName(), TypeConversions.fromLogicalToDataType(field.getType())))
            .toList();
    CatalogTable table =
        CatalogTable.newBuilder().schema(Schema.derived()).options(options).build();
    return new FactoryUtil.DefaultDynamicTableContext(
        ObjectIdentifier.of("c", "d", "t"),
        new ResolvedCatalogTable(table, ResolvedSchema.of(physical)),
        Map.of(),
        new Configuration(),
        TableContexts.class.getClassLoader(),
        false);
  }
}
