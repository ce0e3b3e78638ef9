package io.sqluice.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.zip.GZIPOutputStream;

/**
 * Routes the requests of the demo server, and does what is common to its APIs: methods, entity tags
 * with If-None-Match (RFC 9110, 13.1.2), and gzip where it is asked for. Called from many threads.
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
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String method = exchange.getRequestMethod();
    boolean head = method.equals("HEAD");
    DemoAnswer answer = answer(exchange, body);
    Headers headers = exchange.getResponseHeaders();
    answer.headers().forEach(headers::set);
    if (answer.status() == 200 && !method.equals("POST")) {
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

  private DemoAnswer answer(HttpExchange exchange, String body) {
    String path = exchange.getRequestURI().getPath();
    for (DemoRoute route : routes) {
      Matcher matcher = route.path().matcher(path);
      if (matcher.matches()) {
        if (!route.methods().contains(exchange.getRequestMethod())) {
          return refusal(
                  405, "The demo API answers %s only.", String.join(" and ", route.methods()))
              .withHeaders(Map.of("Allow", String.join(", ", route.methods())));
        }
        try {
          return route.endpoint().answer(request(exchange, matcher, body));
        } catch (BadParameterException problem) {
          return route.exchange().refuse(problem);
        }
      }
    }
    return refusal(404, "The demo API has no path %s; docs/demo-api.md lists those it has.", path);
  }

  private DemoRequest request(HttpExchange exchange, Matcher path, String body) {
    URI uri = exchange.getRequestURI();
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    return new DemoRequest(
        exchange.getRequestMethod(),
        uri.toString(),
        path.groupCount() > 0 ? path.group(1) : "",
        QueryParameters.parse(uri.getRawQuery()),
        headers,
        body,
        clock.instant().truncatedTo(ChronoUnit.SECONDS));
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

  private static DemoAnswer refusal(int status, String message, String about) {
    return DemoAnswer.refusal(
        status, JsonNodeFactory.instance.objectNode().put("error", message.formatted(about)));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }
}
