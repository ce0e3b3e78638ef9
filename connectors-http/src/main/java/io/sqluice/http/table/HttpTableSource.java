package io.sqluice.http.table;

import io.sqluice.http.source.HttpMetadata;
import io.sqluice.http.source.HttpSource;
import io.sqluice.http.source.HttpSourceConfig;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.connector.source.abilities.SupportsSourceWatermark;
import org.apache.flink.table.types.DataType;

/** An 'http' table as the planner sees it. */
final class HttpTableSource
    implements ScanTableSource, SupportsReadingMetadata, SupportsSourceWatermark {

  private HttpSourceConfig config;
  @Nullable private final Integer parallelism;

  HttpTableSource(HttpSourceConfig config, @Nullable Integer parallelism) {
    this.config = config;
    this.parallelism = parallelism;
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    return SourceProvider.of(new HttpSource(config), parallelism);
  }

  @Override
  public Map<String, DataType> listReadableMetadata() {
    return HttpMetadata.all();
  }

  @Override
  public void applyReadableMetadata(List<String> metadataKeys, DataType producedDataType) {
    config = config.withMetadata(HttpMetadata.ofKeys(metadataKeys));
  }

  @Override
  public void applySourceWatermark() {
    config = config.withSourceWatermark();
  }

  @Override
  public DynamicTableSource copy() {
    return new HttpTableSource(config, parallelism);
  }

  @Override
  public String asSummaryString() {
    return "http";
  }
}
