package io.sqluice.job;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An API on a free port of the loopback interface, which remembers what it was asked. */
final class ApiFixture implements AutoCloseable {

  /**
   * A request.
   *
   * @param uri path and query, as they came
   * @param headers the values of the header fields that the test asks for, by their names
   */
  record Request(URI uri, Map<String, String> headers) {

    String path() {
      return uri.getPath();
    }

    @Override
    public String toString() {
      return uri.toString();
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Map<String, Function<Request, String>> answers = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<String> headers;

  private ApiFixture(HttpServer server, List<String> headers) {
    this.server = server;
    this.headers = headers;
  }

  /**
   * Starts it.
   *
   * @param headers the header fields to remember
   */
  static ApiFixture start(String... headers) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    ApiFixture api = new ApiFixture(server, List.of(headers));
    server.setExecutor(api.threads);
    server.createContext("/", api::answer);
    server.start();
    return api;
  }

  /** Answers requests for a path with JSON; others get 404. */
  ApiFixture answer(String path, String json) {
    return answer(path, request -> json);
  }

  ApiFixture answer(String path, Function<Request, String> json) {
    answers.put(path, json);
    return this;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The requests so far, in the order in which they came. */
  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Those for one path. */
  List<Request> requests(String path) {
    return requests.stream().filter(request -> request.path().equals(path)).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> found = new ConcurrentHashMap<>();
      for (String header : headers) {
        String value = exchange.getRequestHeaders().getFirst(header);
        if (value != null) {
          found.put(header, value);
        }
      }
      Request request = new Request(exchange.getRequestURI(), found);
      requests.add(request);
      Function<Request, String> answer = answers.get(request.path());
      byte[] body = (answer == null ? "" : answer.apply(request)).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
