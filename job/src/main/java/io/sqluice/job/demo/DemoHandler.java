package io.sqluice.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.zip.GZIPOutputStream;

/**
 * Routes the requests of the demo server, and does what is common to its APIs: GET and HEAD only,
 * entity tags with If-None-Match (RFC 9110, 13.1.2), and gzip where it is asked for. Called from
 * many threads.
 */
final class DemoHandler implements HttpHandler {

  private final ObjectMapper mapper = new ObjectMapper();
  private final List<DemoRoute> routes;
  private final InstantSource clock;

  DemoHandler(List<DemoRoute> routes, InstantSource clock) {
    this.routes = routes;
    this.clock = clock;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (!head && !exchange.getRequestMethod().equals("GET")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      send(exchange, 405, error("The demo API answers GET and HEAD only."), head);
      return;
    }
    DemoAnswer answer = answer(exchange);
    Headers headers = exchange.getResponseHeaders();
    answer.headers().forEach(headers::set);
    if (answer.status() == 200) {
      JsonNode validated = answer.validated() == null ? answer.body() : answer.validated();
      // Weak, since one tag stands for the plain and the gzipped form.
      String tag = "W/\"" + UUID.nameUUIDFromBytes(mapper.writeValueAsBytes(validated)) + '"';
      headers.set("ETag", tag);
      if (AcceptedForms.hasVersion(exchange.getRequestHeaders().get("If-None-Match"), tag)) {
        exchange.sendResponseHeaders(304, -1);
        return;
      }
    }
    send(exchange, answer.status(), answer.body(), head);
  }

  private DemoAnswer answer(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    for (DemoRoute route : routes) {
      Matcher matcher = route.path().matcher(path);
      if (matcher.matches()) {
        try {
          return route
              .endpoint()
              .answer(
                  new DemoRequest(
                      matcher.groupCount() > 0 ? matcher.group(1) : "",
                      QueryParameters.parse(exchange.getRequestURI().getRawQuery()),
                      clock.instant().truncatedTo(ChronoUnit.SECONDS)));
        } catch (BadParameterException problem) {
          return route.exchange().refuse(problem);
        }
      }
    }
    return DemoAnswer.refusal(
        404, error("The demo API has no path " + path + "; docs/demo-api.md lists those it has."));
  }

  private void send(HttpExchange exchange, int status, JsonNode body, boolean head)
      throws IOException {
    byte[] bytes = mapper.writeValueAsBytes(body);
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json; charset=utf-8");
    headers.set("Vary", "Accept-Encoding");
    if (AcceptedForms.gzip(exchange.getRequestHeaders().get("Accept-Encoding"))) {
      headers.set("Content-Encoding", "gzip");
      bytes = gzip(bytes);
    }
    if (head) {
      headers.set("Content-Length", String.valueOf(bytes.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, bytes.length);
    // Closing the stream, not the exchange, keeps the connection alive.
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static ObjectNode error(String message) {
    return JsonNodeFactory.instance.objectNode().put("error", message);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }
}
