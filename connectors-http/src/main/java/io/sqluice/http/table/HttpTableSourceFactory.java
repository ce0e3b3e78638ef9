package io.sqluice.http.table;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.options.FlinkFormats;
import io.sqluice.http.options.RequestOptions;
import io.sqluice.http.source.HttpSourceConfig;
import io.sqluice.http.source.ScanPlan;
import io.sqluice.http.table.WatermarkOptions.Watermark;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.catalog.Column.MetadataColumn;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/** Makes the sources of tables with {@code 'connector' = 'http'}. */
public class HttpTableSourceFactory implements DynamicTableSourceFactory {

  /** Set by who runs a batch as a streaming job; the script runner does. */
  private static final ConfigOption<Boolean> BOUNDED =
      key("sqluice.bounded")
          .booleanType()
          .defaultValue(false)
          .withDescription("Whether tables end as in batch mode, although the job is streaming.");

  @Override
  public String factoryIdentifier() {
    return "http";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(RequestOptions.URL);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    Set<ConfigOption<?>> optional = new HashSet<>(HttpConnectorOptions.ALL);
    optional.removeAll(requiredOptions());
    return optional;
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    Map<String, String> options = context.getCatalogTable().getOptions();
    boolean batch = isBatch(context.getConfiguration());
    RowType rowType = (RowType) context.getPhysicalRowDataType().getLogicalType();
    HttpOptionsReader reader =
        new HttpOptionsReader(
                context.getObjectIdentifier().asSummaryString(),
                rowType,
                metadataKeys(context),
                options,
                batch,
                context.getClassLoader(),
                new FlinkFormats(this, context))
            .watermark(Watermark.of(context.getCatalogTable().getResolvedSchema()));
    HttpSourceConfig config = reader.read();
    ScanPlan plan = ScanPlan.of(rowType);
    ChangelogMode changes = reader.changes(config);
    return kind(context, changes).create(config, changes, reader.parallelism(), plan);
  }

  /** Whether tables are read once. */
  static boolean isBatch(ReadableConfig configuration) {
    return configuration.get(ExecutionOptions.RUNTIME_MODE) == RuntimeExecutionMode.BATCH
        || configuration.get(BOUNDED);
  }

  private static HttpTableSource.Constructor kind(Context context, ChangelogMode changes) {
    if (WatermarkOptions.anyIn(context.getCatalogTable().getOptions())) {
      return WatermarkedHttpTableSource::new;
    }
    // Where rows take others back, the first of them are not those of the result.
    return changes.containsOnly(RowKind.INSERT)
            && context.getConfiguration().get(LimitedHttpTableSource.ALLOWED)
        ? LimitedHttpTableSource::new
        : ProjectedHttpTableSource::new;
  }

  private static Set<String> metadataKeys(Context context) {
    return context.getCatalogTable().getResolvedSchema().getColumns().stream()
        .filter(MetadataColumn.class::isInstance)
        .map(MetadataColumn.class::cast)
        .map(column -> column.getMetadataKey().orElse(column.getName()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
