package io.sqluice.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The REST API of a schema registry, as much of it as a client needs to write and read records: it
 * keeps the schemas of subjects, and asks for a user if it has one. Thread-safe.
 */
public final class SchemaRegistry implements AutoCloseable {

  private final ObjectMapper mapper = new ObjectMapper();
  private final List<String> schemas = new ArrayList<>();
  private final Map<String, Integer> subjects = new LinkedHashMap<>();
  private final Optional<String> authorization;
  private final HttpServer server;

  private SchemaRegistry(Optional<String> authorization) throws IOException {
    this.authorization = authorization;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Starts a registry for everybody. */
  public static SchemaRegistry start() throws IOException {
    return new SchemaRegistry(Optional.empty());
  }

  /**
   * Starts a registry for those who know a credential.
   *
   * @param authorization the header that each request has to have
   */
  public static SchemaRegistry startFor(String authorization) throws IOException {
    return new SchemaRegistry(Optional.of(authorization));
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The subjects that have a schema, with its text. */
  public synchronized Map<String, String> subjects() {
    Map<String, String> texts = new LinkedHashMap<>();
    subjects.forEach((subject, id) -> texts.put(subject, schemas.get(id - 1)));
    return texts;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), "UTF-8");
      List<String> path = List.of(exchange.getRequestURI().getPath().substring(1).split("/"));
      Optional<String> given =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
      if (authorization.isPresent() && !authorization.equals(given)) {
        send(exchange, 401, Map.of("error_code", 401, "message", "Unauthorized"));
      } else if (path.get(0).equals("subjects") && exchange.getRequestMethod().equals("POST")) {
        send(exchange, 200, register(path.get(1), mapper.readTree(body)));
      } else if (path.get(0).equals("schemas") && path.get(1).equals("ids")) {
        send(exchange, 200, Map.of("schema", schema(Integer.parseInt(path.get(2)))));
      } else {
        send(exchange, 404, Map.of("error_code", 404, "message", "Not Found"));
      }
    }
  }

  private synchronized Map<String, Object> register(String subject, JsonNode request) {
    String schema = request.path("schema").asText();
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    int id = schemas.indexOf(schema) + 1;
    subjects.put(subject, id);
    return Map.of("id", id, "version", 1, "subject", subject, "schema", schema);
  }

  private synchronized String schema(int id) {
    return schemas.get(id - 1);
  }

  private void send(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
    byte[] bytes = mapper.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
