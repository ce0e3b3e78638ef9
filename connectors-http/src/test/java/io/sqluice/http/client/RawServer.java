package io.sqluice.http.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server on a bare socket, for answers that no well-behaved server gives. */
public final class RawServer implements AutoCloseable {

  /** What to do with one connection. */
  public interface Script {
    void play(Connection connection) throws IOException, InterruptedException;
  }

  private final ServerSocket listening;
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  public RawServer(Script script) throws IOException {
    this(InetAddress.getLoopbackAddress(), script);
  }

  RawServer(InetAddress address, Script script) throws IOException {
    listening = new ServerSocket(0, 50, address);
    daemon(
        () -> {
          while (!listening.isClosed()) {
            Socket socket = listening.accept();
            sockets.add(socket);
            daemon(() -> script.play(new Connection(socket)));
          }
        });
  }

  private interface Body {
    void run() throws IOException, InterruptedException;
  }

  private static void daemon(Body body) {
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (IOException | InterruptedException closed) {
                // The test is over, or the client hung up, which is what some tests are about.
              }
            },
            "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  public String url(String path) {
    return "http://localhost:" + port() + path;
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** The request lines and headers so far, one text a request. */
  public List<String> heads() {
    return heads;
  }

  int connections() {
    return sockets.size();
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** One accepted connection. */
  public final class Connection {

    private final Socket socket;

    private Connection(Socket socket) {
      this.socket = socket;
    }

    /** Reads up to the end of a request's header section. */
    public String readHead() throws IOException {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("closed by the client");
        }
        head.append((char) next);
      }
      heads.add(head.toString());
      return head.toString();
    }

    public void write(String text) throws IOException {
      write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void write(byte[] bytes) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
    }

    public void close() throws IOException {
      socket.close();
    }

    /** Lets the client talk to another server until one of them hangs up. */
    void relayTo(int port, String first) throws IOException {
      Socket other = new Socket(InetAddress.getLoopbackAddress(), port);
      sockets.add(other);
      other.getOutputStream().write(first.getBytes(StandardCharsets.ISO_8859_1));
      daemon(
          () -> {
            try (other) {
              socket.getInputStream().transferTo(other.getOutputStream());
            }
          });
      try (socket) {
        other.getInputStream().transferTo(socket.getOutputStream());
      }
    }

    /** Makes the client see a reset instead of an orderly end. */
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Counts the latch down once the client hangs up. */
    public void awaitHangUp(CountDownLatch hungUp) throws IOException {
      try {
        while (socket.getInputStream().read() >= 0) {
          // Whatever still comes is of no interest.
        }
      } finally {
        hungUp.countDown();
      }
    }
  }
}
