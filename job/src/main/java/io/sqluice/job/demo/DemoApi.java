package io.sqluice.job.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;

/**
 * A local server that answers like a few public market APIs and like a made-up shop, so that
 * scripts can be tried without the Internet. Its data is computed by {@link DemoMarket}. It listens
 * on the loopback interface only, and its threads do not keep the process alive. Safe for use by
 * many threads.
 */
public final class DemoApi implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads;

  private DemoApi(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts the server on the computer's clock.
   *
   * @param port 0 for a free one
   * @throws UncheckedIOException if the port cannot be had
   */
  public static DemoApi start(int port) {
    return start(port, InstantSource.system());
  }

  /**
   * Starts the server on a clock of the caller's.
   *
   * @param port 0 for a free one
   * @throws UncheckedIOException if the port cannot be had
   */
  public static DemoApi start(int port, InstantSource clock) {
    HttpServer server = bind(port);
    ExecutorService threads = Executors.newCachedThreadPool(daemons());
    server.setExecutor(threads);
    server.createContext("/", new DemoHandler(routes(), clock));
    // The server's own thread takes after the one that starts it: from here it is a daemon too.
    CompletableFuture.runAsync(server::start, threads).join();
    return new DemoApi(server, threads);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** The root of all paths, without a slash at the end. */
  public String baseUrl() {
    InetAddress address = server.getAddress().getAddress();
    return "http://" + address.getHostAddress() + ":" + port();
  }

  /** The script parameters that point the examples at this server, by name. */
  public Map<String, String> scriptParameters() {
    Map<String, String> parameters = new TreeMap<>();
    for (String name : List.of("kucoin", "coinbase", "coinlore", "coingecko", "binance", "shop")) {
      parameters.put(name, baseUrl());
    }
    return parameters;
  }

  /** The credentials that its private paths ask for, by the names of the examples' secrets. */
  public Map<String, String> secrets() {
    return DemoCredentials.secrets();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static HttpServer bind(int port) {
    try {
      // The IPv4 loopback by number: on some machines "localhost" is ::1 for one side only.
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      return HttpServer.create(new InetSocketAddress(loopback, port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The demo API cannot listen on 127.0.0.1:%d: %s. Choose another port, or 0 for a free one."
              .formatted(port, e.getMessage()),
          e);
    }
  }

  private static List<DemoRoute> routes() {
    DemoMarket market = new DemoMarket();
    DemoTrades trades = new DemoTrades(market);
    return Stream.of(
            new KuCoinApi(market, trades),
            new CoinbaseApi(market, trades),
            new CoinLoreApi(market),
            new CoinGeckoApi(market),
            new BinanceApi(market, trades),
            new KuCoinAccountsApi(),
            new ShopOrdersApi(),
            new ShopStockApi(),
            new ShopProductsApi(),
            new ShopInvoicesApi())
        .flatMap(exchange -> exchange.routes().stream())
        .toList();
  }

  private static ThreadFactory daemons() {
    return task -> {
      Thread thread = new Thread(task, "demo-api");
      thread.setDaemon(true);
      return thread;
    };
  }
}
