package io.sqluice.http.incremental;

import io.sqluice.http.response.TimestampRules;
import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * How a table reads on from the highest value that it has seen, validated.
 *
 * @param jq finds the cursor in a record
 * @param initial the cursor of the first poll; null to ask without one
 * @param lookback how far before the cursor a poll starts; null for not at all
 * @param sending how the cursor gets into requests
 * @param step the width of a window of a backfill; null for none
 * @param times how numbers and texts are read as times
 */
public record CursorConfig(
    String jq,
    @Nullable String initial,
    @Nullable CursorDistance lookback,
    @Nullable CursorDistance step,
    Sending sending,
    TimestampRules times)
    implements Serializable {

  /**
   * The query parameters that hold the cursor.
   *
   * @param param the parameter of the cursor; null if templates alone hold it
   * @param endParam the parameter of a window's end; null if templates alone hold it
   */
  public record Sending(@Nullable String param, @Nullable String endParam)
      implements Serializable {}
}
