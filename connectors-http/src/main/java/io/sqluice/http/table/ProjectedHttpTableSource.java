package io.sqluice.http.table;

import io.sqluice.http.source.HttpSourceConfig;
import io.sqluice.http.source.ScanPlan;
import javax.annotation.Nullable;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.types.DataType;

/** An 'http' table that converts only the columns that are read. */
class ProjectedHttpTableSource extends HttpTableSource implements SupportsProjectionPushDown {

  ProjectedHttpTableSource(
      HttpSourceConfig config,
      ChangelogMode changes,
      @Nullable Integer parallelism,
      ScanPlan plan) {
    super(config, changes, parallelism, plan);
  }

  @Override
  public boolean supportsNestedProjection() {
    return false;
  }

  /** The given type holds metadata columns too if Flink merges scans, so that it is of no use. */
  @Override
  public void applyProjection(int[][] projectedFields, DataType producedDataType) {
    readColumns(projectedFields);
  }

  @Override
  public DynamicTableSource copy() {
    return copyOf(ProjectedHttpTableSource::new);
  }
}
