package io.sqluice.http.response;

import io.sqluice.http.client.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers as a test needs them. */
final class Responses {

  private Responses() {}

  static HttpResponse of(String body) {
    return of(body.getBytes(StandardCharsets.UTF_8));
  }

  static HttpResponse of(byte[] body) {
    return new HttpResponse(200, Map.of(), body, "http://localhost/");
  }
}
