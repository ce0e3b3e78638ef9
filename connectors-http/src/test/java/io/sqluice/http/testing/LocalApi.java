package io.sqluice.http.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An API on this machine that computes its answers and remembers what it was asked. */
public final class LocalApi implements AutoCloseable {

  /** What was asked: the path with its query, and the headers by lower-case name. */
  public record Asked(URI uri, Map<String, String> headers) {

    public String param(String name) {
      for (String pair : uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&")) {
        String[] parts = pair.split("=", 2);
        if (parts[0].equals(name)) {
          return URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
        }
      }
      return null;
    }
  }

  /** What is answered. */
  public record Answer(int status, Map<String, String> headers, String body) {

    public static Answer ok(String body) {
      return new Answer(200, Map.of("Content-Type", "application/json"), body);
    }

    public static Answer status(int status, String body) {
      return new Answer(status, Map.of(), body);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  private LocalApi(HttpServer server) {
    this.server = server;
  }

  public static LocalApi answering(Function<Asked, Answer> answers) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    LocalApi api = new LocalApi(server);
    server.setExecutor(api.threads);
    server.createContext("/", exchange -> api.handle(exchange, answers));
    server.start();
    return api;
  }

  private void handle(HttpExchange exchange, Function<Asked, Answer> answers) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
    Asked request = new Asked(exchange.getRequestURI(), headers);
    asked.add(request);
    try (exchange) {
      Answer answer = answers.apply(request);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** The address of a path of this API. */
  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** All requests so far, in order of arrival. */
  public List<Asked> asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
