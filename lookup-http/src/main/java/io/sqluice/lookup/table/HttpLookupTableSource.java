package io.sqluice.lookup.table;

import io.sqluice.lookup.function.HttpAsyncLookupFunction;
import io.sqluice.lookup.function.HttpFullCacheFunction;
import io.sqluice.lookup.function.HttpLookupFunction;
import io.sqluice.lookup.function.LookupMetadata;
import io.sqluice.lookup.function.LookupPlan;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.Projection;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.connector.source.lookup.LookupFunctionProvider;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/**
 * A 'lookup-http' table as the planner sees it; it can be joined but not scanned. That it can be is
 * only said so that a query which does is told why not: Flink would print all that its planner
 * tried.
 */
final class HttpLookupTableSource
    implements LookupTableSource,
        ScanTableSource,
        SupportsProjectionPushDown,
        SupportsReadingMetadata {

  private final LookupTable table;
  private RowType columns;
  private List<LookupMetadata> metadata;

  HttpLookupTableSource(LookupTable table) {
    this(table, table.columns(), List.of());
  }

  private HttpLookupTableSource(LookupTable table, RowType columns, List<LookupMetadata> metadata) {
    this.table = table;
    this.columns = columns;
    this.metadata = metadata;
  }

  @Override
  public LookupRuntimeProvider getLookupRuntimeProvider(LookupContext context) {
    int[] keys = Arrays.stream(context.getKeys()).mapToInt(path -> path[0]).toArray();
    LookupPlan plan = new JoinPlanner(table, columns, metadata).plan(keys);
    if (table.config().reload() != null) {
      return LookupFunctionProvider.of(new HttpFullCacheFunction(table.config(), plan));
    }
    HttpLookupFunction sync = new HttpLookupFunction(table.config(), plan);
    return table.async()
        ? new EitherProvider(sync, new HttpAsyncLookupFunction(table.config(), plan))
        : LookupFunctionProvider.of(sync);
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  /** Asked for lookup joins too, and used for scans only. */
  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    return new NoScan(table.config().api().tableName());
  }

  @Override
  public boolean supportsNestedProjection() {
    return false;
  }

  /** The given type holds metadata columns too if Flink merges scans, so that it is of no use. */
  @Override
  public void applyProjection(int[][] projectedFields, DataType producedDataType) {
    columns = (RowType) Projection.of(projectedFields).project(table.columns());
  }

  @Override
  public Map<String, DataType> listReadableMetadata() {
    return LookupMetadata.all();
  }

  @Override
  public void applyReadableMetadata(List<String> metadataKeys, DataType producedDataType) {
    metadata = metadataKeys.stream().map(LookupMetadata::ofKey).toList();
  }

  @Override
  public DynamicTableSource copy() {
    return new HttpLookupTableSource(table, columns, metadata);
  }

  @Override
  public String asSummaryString() {
    return "lookup-http";
  }
}
