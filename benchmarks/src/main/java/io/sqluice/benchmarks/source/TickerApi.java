package io.sqluice.benchmarks.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sqluice.benchmarks.TickerPayload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A server on the loopback interface that answers each request with the same body out of memory,
 * and keeps the times at which requests arrived.
 */
final class TickerApi implements AutoCloseable {

  static final int RECORDS = 100_000;

  private final HttpServer server;
  private final byte[] body = TickerPayload.of(RECORDS);
  private final List<Long> arrivals = new ArrayList<>();

  private TickerApi(HttpServer server) {
    this.server = server;
  }

  static TickerApi start() throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    TickerApi api = new TickerApi(HttpServer.create(anyPort, 0));
    api.server.createContext("/tickers", api::answer);
    api.server.start();
    return api;
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  int bodyBytes() {
    return body.length;
  }

  /** What every request is answered with. */
  byte[] body() {
    return body.clone();
  }

  /** The times at which requests arrived since the last call, in nanoseconds of one clock. */
  List<Long> takeArrivals() {
    synchronized (arrivals) {
      List<Long> taken = List.copyOf(arrivals);
      arrivals.clear();
      return taken;
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    synchronized (arrivals) {
      arrivals.add(System.nanoTime());
    }
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
