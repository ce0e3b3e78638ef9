package io.sqluice.http.table;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.sqluice.http.source.HttpSourceConfig;
import io.sqluice.http.source.ScanPlan;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsLimitPushDown;

/**
 * An 'http' table that stops polling at the LIMIT of its query. Not every table may: a limit that
 * is pushed into one of two scans of a table leaves each with a poller of its own.
 */
final class LimitedHttpTableSource extends ProjectedHttpTableSource
    implements SupportsLimitPushDown {

  /** Set by who knows that no table is scanned twice; the script runner does. */
  static final ConfigOption<Boolean> ALLOWED =
      key("sqluice.push-down.limit")
          .booleanType()
          .defaultValue(false)
          .withDescription("Whether a table may stop polling at the LIMIT of its query.");

  LimitedHttpTableSource(
      HttpSourceConfig config,
      ChangelogMode changes,
      @Nullable Integer parallelism,
      ScanPlan plan) {
    super(config, changes, parallelism, plan);
  }

  /** Flink keeps its own limit behind the source, so that rows beyond it do no harm. */
  @Override
  public void applyLimit(long limit) {
    readRows(limit);
  }

  @Override
  public DynamicTableSource copy() {
    return copyOf(LimitedHttpTableSource::new);
  }
}
