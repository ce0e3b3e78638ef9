package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;

/** Sees the records of an answer one by one, before they become rows. For one thread. */
@FunctionalInterface
public interface RecordListener {

  /** Sees nothing. */
  RecordListener NONE = record -> {};

  /**
   * Takes note of a record as jq gave it.
   *
   * @throws RefusedRecordException if it cannot do with it
   */
  void record(JsonNode record);
}
