package io.sqluice.http.source;

import io.sqluice.http.api.ApiConfig;
import io.sqluice.http.response.ExtractionConfig;
import io.sqluice.http.schedule.ScheduleConfig;
import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * Everything a polling source needs at run time, validated.
 *
 * @param api what is asked and how answers are read
 * @param schedule when to poll; null polls once, at once
 * @param scan what is read from poll to poll
 */
public record HttpSourceConfig(ApiConfig api, @Nullable ScheduleConfig schedule, ScanConfig scan)
    implements Serializable {

  /** The table's full name, for messages and metrics. */
  public String tableName() {
    return api.tableName();
  }

  /** How answers become rows. */
  public ExtractionConfig extraction() {
    return api.extraction();
  }
}
