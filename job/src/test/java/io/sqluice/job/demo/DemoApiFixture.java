package io.sqluice.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;

/** A demo API whose clock stands at noon unless told otherwise, and a client for it. */
final class DemoApiFixture implements AutoCloseable {

  static final Instant NOON = Instant.parse("2026-11-20T12:00:07.891Z");

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private final DemoApi api;

  DemoApiFixture() {
    this(InstantSource.fixed(NOON));
  }

  DemoApiFixture(InstantSource clock) {
    this.api = DemoApi.start(0, clock);
  }

  DemoApi api() {
    return api;
  }

  JsonNode json(String pathAndQuery) throws IOException, InterruptedException {
    return mapper.readTree(text(pathAndQuery));
  }

  String text(String pathAndQuery) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = get(pathAndQuery);
    if (response.statusCode() != 200) {
      throw new AssertionError(
          response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8));
    }
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /** Status and body, as in "404 {...}". */
  String refusal(String pathAndQuery) throws IOException, InterruptedException {
    return told(get(pathAndQuery));
  }

  HttpResponse<byte[]> get(String pathAndQuery, String... headers)
      throws IOException, InterruptedException {
    return send("GET", pathAndQuery, headers);
  }

  HttpResponse<byte[]> send(String method, String pathAndQuery, String... headers)
      throws IOException, InterruptedException {
    return send(method, "", pathAndQuery, headers);
  }

  HttpResponse<byte[]> post(String body, String pathAndQuery, String... headers)
      throws IOException, InterruptedException {
    return send("POST", body, pathAndQuery, headers);
  }

  /** Status and body, as in {@link #refusal}. */
  static String told(HttpResponse<byte[]> response) {
    return response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> send(
      String method, String body, String pathAndQuery, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api.baseUrl() + pathAndQuery))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    api.close();
  }
}
