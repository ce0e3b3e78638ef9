package io.sqluice.benchmarks.lookup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A server on the loopback interface that answers what is asked for by key, with one thread and
 * next to no work, so that it is not what is measured. In a process of its own, whose standard
 * output says the port, and then, for each line of its standard input, what came since the last.
 */
public final class KeyApi implements AutoCloseable {

  private final Selector selector = Selector.open();
  private final ServerSocketChannel server = ServerSocketChannel.open();
  private final KeyTraffic traffic = new KeyTraffic();

  private KeyApi() throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
  }

  /** Serves until its standard input ends. */
  public static void main(String[] none) throws Exception {
    try (KeyApi api = start();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in))) {
      System.out.println(api.port());
      while (orders.readLine() != null) {
        System.out.println(api.takeTraffic().line());
      }
    }
  }

  /** Serves from a thread of its own. */
  static KeyApi start() throws IOException {
    KeyApi api = new KeyApi();
    Thread thread = new Thread(api::serve, "key-api");
    thread.setDaemon(true);
    thread.start();
    return api;
  }

  int port() {
    return server.socket().getLocalPort();
  }

  /** What came since the last call. */
  KeyTraffic.Taken takeTraffic() {
    return traffic.take();
  }

  @Override
  public void close() throws IOException {
    selector.close();
    server.close();
  }

  private void serve() {
    try {
      while (selector.isOpen()) {
        selector.select(this::handle);
      }
    } catch (IOException | RuntimeException e) {
      if (selector.isOpen()) {
        throw new IllegalStateException("The server of keys cannot go on", e);
      }
    }
  }

  private void handle(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        SocketChannel channel = server.accept();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.register(selector, SelectionKey.OP_READ, new KeyConnection(channel, traffic));
      } else if (!((KeyConnection) key.attachment()).answer()) {
        key.channel().close();
      }
    } catch (IOException gone) {
      // The client has closed it; the measured side says itself whether it failed.
      key.cancel();
    }
  }
}
