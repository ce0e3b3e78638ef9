package io.sqluice.http.table;

import io.sqluice.http.source.HttpMetadata;
import io.sqluice.http.source.HttpSource;
import io.sqluice.http.source.HttpSourceConfig;
import io.sqluice.http.source.ScanPlan;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.Projection;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.connector.source.abilities.SupportsSourceWatermark;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/**
 * An 'http' table as the planner sees it. What may be pushed into it differs from kind to kind: the
 * planner takes an interface for consent.
 */
abstract class HttpTableSource
    implements ScanTableSource, SupportsReadingMetadata, SupportsSourceWatermark {

  private final HttpSourceConfig config;
  private final ChangelogMode changes;
  @Nullable private final Integer parallelism;
  private ScanPlan plan;
  @Nullable private WatermarkStrategy<RowData> watermarks;

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
    HttpSource source = new HttpSource(config, plan);
    if (watermarks == null) {
      return SourceProvider.of(source, parallelism);
    }
    TypeInformation<RowData> rows = context.createTypeInformation(plan.producedType());
    return new WatermarkedScanProvider(source, watermarks, rows, parallelism);
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

  /** Makes a source of the state of this one. */
  final DynamicTableSource copyOf(Constructor constructor) {
    HttpTableSource copy = constructor.create(config, changes, parallelism, plan);
    copy.watermarks = watermarks;
    return copy;
  }

  /** Makes watermarks of its rows. */
  final void computeWatermarks(WatermarkStrategy<RowData> strategy) {
    watermarks = strategy;
  }

  /** Reads these of the table's physical columns, given by their positions. */
  final void readColumns(int[][] projectedFields) {
    RowType all = config.extraction().rowType();
    plan = plan.withColumns((RowType) Projection.of(projectedFields).project(all));
  }

  /** Reads no further than some rows, at least 0. */
  final void readRows(long rows) {
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
