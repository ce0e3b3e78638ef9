package io.sqluice.http.response;

import com.fasterxml.jackson.databind.JsonNode;

/** Turns a JSON value into Flink's internal structure of one type. Thread-safe. */
@FunctionalInterface
interface JsonConverter {

  /**
   * The value in Flink's internal structure.
   *
   * @param value not null and not JSON null
   * @throws InvalidValueException if the value does not become the type without loss
   */
  Object convert(JsonNode value);
}
