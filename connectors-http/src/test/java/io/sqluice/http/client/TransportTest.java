package io.sqluice.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.client.HttpRequest.Header;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What breaks below the status code: each is tried again, and said in words. */
class TransportTest {

  private static final String CLOSED =
      "the server closed the connection before its answer was complete (%s). Look at the server,"
          + " or raise 'retry.max-attempts'.";
  private static final String BROKE =
      "the connection broke: Connection reset (%s). Look at the server and the network, or raise"
          + " 'retry.max-attempts'.";
  private static final String MALFORMED =
      "the answer is not valid HTTP: %s. Check that 'url' leads to an HTTP server.";

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(
            "closed without an answer",
            RawServer.Connection::close,
            CLOSED.formatted("nothing had arrived")),
        fault(
            "closed within the header section",
            connection -> {
              connection.write("HTTP/1.1 200 OK\r\nContent-Le");
              connection.close();
            },
            CLOSED.formatted("nothing had arrived")),
        fault(
            "closed within a body of known length",
            connection -> {
              connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n1234");
              connection.close();
            },
            CLOSED.formatted("status 200 and 4 bytes of the body had arrived")),
        fault(
            "closed within a chunked body",
            connection -> {
              connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
              connection.close();
            },
            CLOSED.formatted("status 200 and 3 bytes of the body had arrived")),
        fault("reset", RawServer.Connection::reset, BROKE.formatted("nothing had arrived")),
        fault(
            "a chunk size that is none",
            connection ->
                connection.write(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n"),
            MALFORMED.formatted(
                "Invalid character in chunk size (status 200 and 0 bytes of the"
                    + " body had arrived)")),
        fault(
            "no HTTP",
            connection -> connection.write("SSH-2.0-OpenSSH_9.6\r\n\r\n"),
            MALFORMED.formatted(
                "invalid version format: SSH-2.0-OPENSSH_9.6 (nothing had arrived)")));
  }

  private static Arguments fault(String name, RawServer.Script answer, String message) {
    return Arguments.of(name, answer, message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void should_try_again_and_say_what_broke(String name, RawServer.Script answer, String message)
      throws Exception {
    try (RawServer server =
            new RawServer(
                connection -> {
                  connection.readHead();
                  answer.play(connection);
                });
        TestingCaller caller = new TestingCaller(new TestingConfig().maxAttempts(3))) {

      HttpCallException failure =
          caller.fail(
              TestingCaller.get(server.url("/x")), Duration.ofSeconds(1), Duration.ofSeconds(2));

      assertThat(failure)
          .hasMessage("GET " + server.url("/x") + " failed after 3 attempts: " + message);
      assertThat(failure.statusCode()).isZero();
      assertThat(failure).hasCauseInstanceOf(Throwable.class);
      assertThat(server.heads()).hasSize(3);
    }
  }

  @Test
  void should_say_that_the_connection_is_refused() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (TestingCaller caller = new TestingCaller(new TestingConfig().maxAttempts(2))) {
      String url = "http://127.0.0.1:" + port + "/x";

      assertThat(caller.fail(TestingCaller.get(url), Duration.ofSeconds(1)))
          .hasMessage(
              "GET %s failed after 2 attempts: there is no connection to http://127.0.0.1:%d:"
                  + " Connection refused. Check the host name and port in 'url', and that the"
                  + " server is up.",
              url, port);
      assertThat(caller.counter("requests")).isEqualTo(2);
    }
  }

  @Test
  void should_say_that_the_host_is_unknown() {
    try (TestingCaller caller = new TestingCaller(new TestingConfig().maxAttempts(2))) {
      assertThat(
              caller.fail(
                  TestingCaller.get("http://no-such-host.invalid/x"), Duration.ofSeconds(1)))
          .hasMessage(
              "GET http://no-such-host.invalid/x failed after 2 attempts: the host name"
                  + " 'no-such-host.invalid' is not known. Check the host name in 'url' and this"
                  + " machine's name resolution.");
    }
  }

  @Test
  void should_end_the_wait_for_a_connection() throws Exception {
    // A listener whose queue of pending connections is full answers no handshake.
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> fillers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Socket filler = new Socket();
        fillers.add(filler);
        try {
          filler.connect(full.getLocalSocketAddress(), 100);
        } catch (IOException queueIsFull) {
          break;
        }
      }
      try (TestingCaller caller =
          new TestingCaller(new TestingConfig().connectTimeout(Duration.ofMillis(200)))) {
        String url = "http://127.0.0.1:" + full.getLocalPort() + "/x";

        assertThat(caller.fail(TestingCaller.get(url)))
            .hasMessage(
                "GET %s failed after 1 attempt: there was no connection to http://127.0.0.1:%d"
                    + " within 'connect.timeout' = 200 ms. Raise 'connect.timeout', or check the"
                    + " host name and port in 'url'.",
                url, full.getLocalPort());
      } finally {
        for (Socket filler : fillers) {
          filler.close();
        }
      }
    }
  }

  @Test
  void should_end_an_attempt_that_gets_no_answer() throws Exception {
    CountDownLatch asked = new CountDownLatch(2);
    CountDownLatch hungUp = new CountDownLatch(2);
    try (RawServer server =
            new RawServer(
                connection -> {
                  connection.readHead();
                  asked.countDown();
                  connection.awaitHangUp(hungUp);
                });
        TestingCaller caller = new TestingCaller(new TestingConfig().maxAttempts(2))) {
      CompletableFuture<HttpResponse> call = caller.start(TestingCaller.get(server.url("/x")));

      caller.timer.advanceOnceScheduled(Duration.ofSeconds(30));
      caller.timer.advanceOnceScheduled(Duration.ofSeconds(1));
      caller.timer.advanceOnceScheduled(Duration.ofSeconds(30));

      assertThat(TestingCaller.failure(call))
          .hasMessage(
              "GET %s failed after 2 attempts: there was no whole answer within 'request.timeout'"
                  + " = 30 s (nothing had arrived). Raise 'request.timeout', or ask for less at"
                  + " once.",
              server.url("/x"));
    }
  }

  @Test
  void should_end_an_attempt_whose_bytes_only_dribble() throws Exception {
    CountDownLatch dribbling = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(1);
    try (RawServer server =
            new RawServer(
                connection -> {
                  connection.readHead();
                  connection.write("HTTP/1.1 200 OK\r\nContent-Length: 60000000\r\n\r\n");
                  try {
                    // More than the sockets buffer, so that the client is known to be reading.
                    connection.write(new byte[24_000_000]);
                    dribbling.countDown();
                    while (true) {
                      connection.write(".");
                    }
                  } finally {
                    hungUp.countDown();
                  }
                });
        TestingCaller caller =
            new TestingCaller(new TestingConfig().requestTimeout(Duration.ofMillis(1500)))) {
      CompletableFuture<HttpResponse> call = caller.start(TestingCaller.get(server.url("/x")));
      assertThat(dribbling.await(20, TimeUnit.SECONDS)).isTrue();

      caller.timer.advance(Duration.ofMillis(1499));
      assertThat(call).isNotDone();
      caller.timer.advance(Duration.ofMillis(1));

      assertThat(TestingCaller.failure(call).getMessage())
          .matches(
              "GET "
                  + server.url("/x")
                  + " failed after 1 attempt: there was no whole answer within 'request.timeout' ="
                  + " 1500 ms \\(status 200 and \\d+ bytes of the body had arrived\\)\\. Raise"
                  + " 'request.timeout', or ask for less at once\\.");
      assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void should_close_the_connection_and_free_the_slot_when_cancelled() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(1);
    try (RawServer server =
            new RawServer(
                connection -> {
                  if (connection.readHead().startsWith("GET /next")) {
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                    return;
                  }
                  asked.countDown();
                  connection.awaitHangUp(hungUp);
                });
        TestingCaller caller = new TestingCaller(new TestingConfig().maxConcurrent(1))) {
      CompletableFuture<HttpResponse> call = caller.start(TestingCaller.get(server.url("/x")));
      CompletableFuture<HttpResponse> next = caller.start(TestingCaller.get(server.url("/next")));
      assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(next).isNotDone();

      call.cancel(false);

      assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(TestingCaller.response(next).statusCode()).isEqualTo(200);
      caller.timer.awaitNothingScheduled();
    }
  }

  @Test
  void should_read_a_body_that_ends_with_the_connection() throws Exception {
    try (RawServer server =
            new RawServer(
                connection -> {
                  connection.readHead();
                  connection.write("HTTP/1.0 200 OK\r\n\r\nuntil the end");
                  connection.close();
                });
        TestingCaller caller = new TestingCaller(new TestingConfig())) {

      assertThat(caller.respond(TestingCaller.get(server.url("/x"))).body())
          .asString()
          .isEqualTo("until the end");
    }
  }

  @Test
  void should_use_a_connection_again() throws Exception {
    try (RawServer server =
            new RawServer(
                connection -> {
                  while (true) {
                    connection.readHead();
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                  }
                });
        TestingCaller caller = new TestingCaller(new TestingConfig())) {
      for (int i = 0; i < 5; i++) {
        caller.respond(TestingCaller.get(server.url("/x")));
      }

      assertThat(server.heads()).hasSize(5);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void should_outlive_a_kept_connection_that_the_server_closes() throws Exception {
    try (RawServer server =
            new RawServer(
                connection -> {
                  connection.readHead();
                  connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                  // Takes the next request of a kept connection without answering it.
                  connection.readHead();
                  connection.close();
                });
        TestingCaller caller = new TestingCaller(new TestingConfig().maxAttempts(2))) {
      caller.respond(TestingCaller.get(server.url("/first")));

      CompletableFuture<HttpResponse> second =
          caller.start(TestingCaller.get(server.url("/second")));
      caller.timer.advanceOnceScheduled(Duration.ofSeconds(1));

      assertThat(TestingCaller.response(second).statusCode()).isEqualTo(200);
      assertThat(caller.counter("requests")).isEqualTo(3);
      assertThat(server.heads()).hasSize(3);
    }
  }

  @Test
  void should_take_header_sections_of_60_kilobytes() throws Exception {
    String large = "v".repeat(60 * 1024);
    try (RawServer server =
            new RawServer(
                connection -> {
                  connection.readHead();
                  connection.write("HTTP/1.1 204 No Content\r\nX-Large: " + large + "\r\n\r\n");
                });
        TestingCaller caller = new TestingCaller(new TestingConfig())) {

      HttpResponse response =
          caller.respond(
              new HttpRequest(
                  "GET", server.url("/x"), List.of(new Header("X-Large", large)), null));

      assertThat(response.header("x-large")).contains(large);
    }
  }
}
