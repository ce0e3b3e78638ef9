package io.sqluice.http.table;

import io.sqluice.http.source.HttpSourceConfig;
import io.sqluice.http.source.ScanPlan;
import javax.annotation.Nullable;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsWatermarkPushDown;
import org.apache.flink.table.data.RowData;

/**
 * An 'http' table that makes its watermarks itself, where Flink knows of idleness and alignment. It
 * converts all columns: Flink 2.3 gets types wrong when it merges scans that differ both in their
 * columns and in what is between them and their watermarks.
 */
final class WatermarkedHttpTableSource extends HttpTableSource
    implements SupportsWatermarkPushDown {

  WatermarkedHttpTableSource(
      HttpSourceConfig config,
      ChangelogMode changes,
      @Nullable Integer parallelism,
      ScanPlan plan) {
    super(config, changes, parallelism, plan);
  }

  @Override
  public boolean supportsMetadataProjection() {
    return false;
  }

  @Override
  public void applyWatermark(WatermarkStrategy<RowData> strategy) {
    computeWatermarks(strategy);
  }

  @Override
  public DynamicTableSource copy() {
    return copyOf(WatermarkedHttpTableSource::new);
  }
}
