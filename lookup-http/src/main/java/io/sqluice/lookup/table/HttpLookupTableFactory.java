package io.sqluice.lookup.table;

import io.sqluice.http.options.FlinkFormats;
import io.sqluice.http.options.RequestOptions;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.types.logical.RowType;

/** Makes the sources of tables with {@code 'connector' = 'lookup-http'}. */
public class HttpLookupTableFactory implements DynamicTableSourceFactory {

  @Override
  public String factoryIdentifier() {
    return "lookup-http";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(RequestOptions.URL);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    Set<ConfigOption<?>> optional = new HashSet<>(LookupConnectorOptions.ALL);
    optional.removeAll(requiredOptions());
    return optional;
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    return new HttpLookupTableSource(
        new LookupOptionsReader(
                context.getObjectIdentifier().asSummaryString(),
                (RowType) context.getPhysicalRowDataType().getLogicalType(),
                context.getCatalogTable().getOptions(),
                context.getClassLoader(),
                new FlinkFormats(this, context))
            .flinkTimeout(
                context
                    .getConfiguration()
                    .get(ExecutionConfigOptions.TABLE_EXEC_ASYNC_LOOKUP_TIMEOUT))
            .read());
  }
}
