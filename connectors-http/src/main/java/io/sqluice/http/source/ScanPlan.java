package io.sqluice.http.source;

import java.io.Serializable;
import java.util.List;

/**
 * What the planner asks of one scan of a table.
 *
 * @param metadata the metadata columns that are read, in the order in which they follow the
 *     physical columns
 * @param sourceWatermark whether wall-clock watermarks are emitted
 */
public record ScanPlan(List<HttpMetadata> metadata, boolean sourceWatermark)
    implements Serializable {

  /** The physical columns alone. */
  public static final ScanPlan PHYSICAL = new ScanPlan(List.of(), false);

  public ScanPlan {
    metadata = List.copyOf(metadata);
  }
}
