package io.sqluice.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that never end what they have to say before the body. */
class HostileServerTest {

  /** A server that goes on with a text until the client hangs up. */
  private static RawServer endless(String start, String text, CountDownLatch hungUp)
      throws IOException {
    return new RawServer(
        connection -> {
          connection.readHead();
          connection.write(start);
          try {
            while (true) {
              connection.write(text);
            }
          } finally {
            hungUp.countDown();
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\n|X-More: yes\r\n",
        "HTTP/1.1 200 OK\r\nX-Endless: |abcdefgh",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n|X-Trailer: yes\r\n",
        "HTTP/1.1 |200 ",
      })
  void should_hang_up_on_a_flood_of_headers(String answer) throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    String[] parts = answer.split("\\|");
    try (RawServer server = endless(parts[0], parts[1], hungUp);
        TestingCaller caller = new TestingCaller(new TestingConfig())) {
      assertThat(caller.fail(TestingCaller.get(server.url("/x"))))
          .hasMessageMatching(
              "GET \\S+ failed after 1 attempt: the answer is not valid HTTP: .*"
                  + " Check that 'url' leads to an HTTP server\\.");
      assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void should_end_an_attempt_whose_headers_only_dribble() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    try (RawServer server =
            new RawServer(
                connection -> {
                  connection.readHead();
                  connection.write("HTTP/1.1 200 OK\r\nX-Slow: a");
                  begun.countDown();
                  connection.awaitHangUp(hungUp);
                });
        TestingCaller caller =
            new TestingCaller(new TestingConfig().requestTimeout(Duration.ofMillis(1500)))) {
      CompletableFuture<HttpResponse> call = caller.start(TestingCaller.get(server.url("/x")));
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      caller.timer.advance(Duration.ofMillis(1500));

      assertThat(TestingCaller.failure(call))
          .hasMessage(
              "GET %s failed after 1 attempt: there was no whole answer within 'request.timeout' ="
                  + " 1500 ms (nothing had arrived). Raise 'request.timeout', or ask for less at"
                  + " once.",
              server.url("/x"));
      assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void should_end_an_attempt_that_gets_nothing_but_interim_answers() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    try (RawServer server =
            new RawServer(
                connection -> {
                  connection.readHead();
                  String interim = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".repeat(1000);
                  try {
                    // More than the sockets buffer, so that the client is known to be reading.
                    for (int i = 0; i < 500; i++) {
                      connection.write(interim);
                    }
                    begun.countDown();
                    while (true) {
                      connection.write(interim);
                    }
                  } finally {
                    hungUp.countDown();
                  }
                });
        TestingCaller caller =
            new TestingCaller(new TestingConfig().requestTimeout(Duration.ofMillis(1500)))) {
      CompletableFuture<HttpResponse> call = caller.start(TestingCaller.get(server.url("/x")));
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(call).isNotDone();
      caller.timer.advance(Duration.ofMillis(1500));

      assertThat(TestingCaller.failure(call))
          .hasMessageContaining("there was no whole answer within 'request.timeout' = 1500 ms");
      assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }
}
