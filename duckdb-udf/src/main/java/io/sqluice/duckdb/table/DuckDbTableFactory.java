package io.sqluice.duckdb.table;

import io.sqluice.duckdb.file.FoundColumns.Direction;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.catalog.UniqueConstraint;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.types.logical.RowType;

/** Makes the sources and sinks of tables with {@code 'connector' = 'duckdb'}. */
public final class DuckDbTableFactory
    implements DynamicTableSourceFactory, DynamicTableSinkFactory {

  @Override
  public String factoryIdentifier() {
    return "duckdb";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.copyOf(DuckDbConnectorOptions.ALL);
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    return new DuckDbTableSource(read(context, Direction.READ));
  }

  @Override
  public DynamicTableSink createDynamicTableSink(Context context) {
    return new DuckDbTableSink(read(context, Direction.WRITE));
  }

  private static DuckDbTable read(Context context, Direction direction) {
    return new DuckDbOptionsReader(
            context.getObjectIdentifier(),
            (RowType) context.getPhysicalRowDataType().getLogicalType(),
            context
                .getCatalogTable()
                .getResolvedSchema()
                .getPrimaryKey()
                .map(UniqueConstraint::getColumns)
                .orElse(List.of()),
            context.getCatalogTable().getOptions(),
            direction)
        .read();
  }
}
