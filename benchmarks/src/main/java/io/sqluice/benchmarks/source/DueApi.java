package io.sqluice.benchmarks.source;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server on the loopback interface whose requests say when they were due ({@code due}, in
 * milliseconds since the epoch), and that keeps how late they came.
 */
final class DueApi implements AutoCloseable {

  private static final byte[] BODY = "[{\"n\":1}]".getBytes(US_ASCII);

  /** Of the machine's cores more than the measured program needs would be in its way. */
  private static final int THREADS = 4;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final List<Arrival> arrivals = new ArrayList<>();

  /** A request and how late it came. */
  record Arrival(Instant due, Duration lag) {}

  private DueApi(HttpServer server) {
    this.server = server;
  }

  static DueApi start() throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    // All tables ask at the same moment, each on a connection of its own.
    DueApi api = new DueApi(HttpServer.create(anyPort, 1_000));
    api.server.setExecutor(api.threads);
    api.server.createContext("/", api::answer);
    api.server.start();
    return api;
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** All requests that have come. */
  List<Arrival> arrivals() {
    synchronized (arrivals) {
      return List.copyOf(arrivals);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    Instant now = Instant.now();
    String query = exchange.getRequestURI().getQuery();
    Instant due = Instant.ofEpochMilli(Long.parseLong(query.substring("due=".length())));
    synchronized (arrivals) {
      arrivals.add(new Arrival(due, Duration.between(due, now)));
    }
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, BODY.length);
      exchange.getResponseBody().write(BODY);
    }
  }
}
