package io.sqluice.http.table;

import io.sqluice.http.source.HttpMetadata;
import io.sqluice.http.source.HttpSource;
import io.sqluice.http.source.HttpSourceConfig;
import io.sqluice.http.source.ScanPlan;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.Projection;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.connector.source.abilities.SupportsSourceWatermark;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/** An 'http' table as the planner sees it. */
class HttpTableSource
    implements ScanTableSource,
        SupportsProjectionPushDown,
        SupportsReadingMetadata,
        SupportsSourceWatermark {

  private final HttpSourceConfig config;
  private final ChangelogMode changes;
  @Nullable private final Integer parallelism;
  private ScanPlan plan;

  HttpTableSource(
      HttpSourceConfig config,
      ChangelogMode changes,
      @Nullable Integer parallelism,
      ScanPlan plan) {
    this.config = config;
    this.changes = changes;
    this.parallelism = parallelism;
    this.plan = plan;
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return changes;
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    return SourceProvider.of(new HttpSource(config, plan), parallelism);
  }

  @Override
  public boolean supportsNestedProjection() {
    return false;
  }

  /** The given type holds metadata columns too if Flink merges scans, so that it is of no use. */
  @Override
  public void applyProjection(int[][] projectedFields, DataType producedDataType) {
    RowType all = config.extraction().rowType();
    plan = plan.withColumns((RowType) Projection.of(projectedFields).project(all));
  }

  @Override
  public Map<String, DataType> listReadableMetadata() {
    return HttpMetadata.all();
  }

  @Override
  public void applyReadableMetadata(List<String> metadataKeys, DataType producedDataType) {
    plan = plan.withMetadata(HttpMetadata.ofKeys(metadataKeys));
  }

  @Override
  public void applySourceWatermark() {
    plan = plan.withSourceWatermark();
  }

  @Override
  public DynamicTableSource copy() {
    return copyOf(HttpTableSource::new);
  }

  /** Makes a source of the state of this one. */
  final DynamicTableSource copyOf(Constructor constructor) {
    return constructor.create(config, changes, parallelism, plan);
  }

  /** Reads no further than some rows, at least 0. */
  final void limit(long rows) {
    plan = plan.withLimit(rows);
  }

  /** What a kind of this source is made of. */
  interface Constructor {
    HttpTableSource create(
        HttpSourceConfig config,
        ChangelogMode changes,
        @Nullable Integer parallelism,
        ScanPlan plan);
  }

  @Override
  public String asSummaryString() {
    return "http";
  }
}
