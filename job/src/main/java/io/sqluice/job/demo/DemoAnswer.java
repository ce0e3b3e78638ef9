package io.sqluice.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * An answer of an API of the demo server.
 *
 * @param status the HTTP status
 * @param body the JSON body
 * @param headers headers beside those that the server adds to every answer
 * @param validated the part of the body that makes it a new version; null for the whole of it
 */
record DemoAnswer(
    int status, JsonNode body, Map<String, String> headers, @Nullable JsonNode validated) {

  static DemoAnswer ok(JsonNode body) {
    return new DemoAnswer(200, body, Map.of(), null);
  }

  static DemoAnswer refusal(int status, JsonNode body) {
    return new DemoAnswer(status, body, Map.of(), null);
  }

  DemoAnswer withHeaders(Map<String, String> added) {
    return new DemoAnswer(status, body, added, validated);
  }

  DemoAnswer validatedBy(JsonNode part) {
    return new DemoAnswer(status, body, headers, part);
  }
}
