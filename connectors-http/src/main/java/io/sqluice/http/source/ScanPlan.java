package io.sqluice.http.source;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * What the planner asks of one scan of a table.
 *
 * @param columns the physical columns that are read, in the order in which they are emitted
 * @param metadata the metadata columns that are read, in the order in which they follow the
 *     physical columns
 * @param sourceWatermark whether wall-clock watermarks are emitted
 * @param limit rows after which the scan may end, at least 0; null for none
 */
public record ScanPlan(
    RowType columns, List<HttpMetadata> metadata, boolean sourceWatermark, @Nullable Long limit)
    implements Serializable {

  public ScanPlan {
    metadata = List.copyOf(metadata);
  }

  /** All physical columns of a table, and nothing else. */
  public static ScanPlan of(RowType columns) {
    return new ScanPlan(columns, List.of(), false, null);
  }

  /** This plan with other physical columns. */
  public ScanPlan withColumns(RowType other) {
    return new ScanPlan(other, metadata, sourceWatermark, limit);
  }

  /** This plan with other metadata columns. */
  public ScanPlan withMetadata(List<HttpMetadata> other) {
    return new ScanPlan(columns, other, sourceWatermark, limit);
  }

  /** This plan with wall-clock watermarks. */
  public ScanPlan withSourceWatermark() {
    return new ScanPlan(columns, metadata, true, limit);
  }

  /** This plan with an end after some rows. */
  public ScanPlan withLimit(long rows) {
    return new ScanPlan(columns, metadata, sourceWatermark, rows);
  }

  /**
   * The type of the rows that are emitted: physical columns, then metadata columns. Its fields have
   * made-up names, because the key of a metadata column may be the name of a physical one.
   */
  public RowType producedType() {
    return RowType.of(
        Stream.concat(
                columns.getChildren().stream(),
                metadata.stream().map(column -> column.dataType().getLogicalType()))
            .toArray(LogicalType[]::new));
  }
}
