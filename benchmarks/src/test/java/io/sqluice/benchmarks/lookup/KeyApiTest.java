package io.sqluice.benchmarks.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KeyApiTest {

  private static String get(KeyApi api, String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + api.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void should_answer_a_key_with_an_object_and_several_with_a_list() throws Exception {
    try (KeyApi api = KeyApi.start()) {
      // when
      String one = get(api, "/one?id=7");
      String many = get(api, "/many?id=7,8");
      String encoded = get(api, "/many?id=7%2C8");

      // then
      assertThat(one).isEqualTo("{\"id\":7,\"name\":\"name-7\",\"price\":7.5}");
      assertThat(many)
          .isEqualTo(
              "[{\"id\":7,\"name\":\"name-7\",\"price\":7.5},"
                  + "{\"id\":8,\"name\":\"name-8\",\"price\":8.5}]");
      assertThat(encoded).isEqualTo(many);
    }
  }

  @Test
  void should_count_requests_and_keys_since_it_was_asked_last() throws Exception {
    try (KeyApi api = KeyApi.start()) {
      // given
      get(api, "/one?id=1");
      get(api, "/many?id=2,3");

      // when
      KeyTraffic.Taken first = api.takeTraffic();
      KeyTraffic.Taken second = api.takeTraffic();

      // then
      assertThat(first.requests()).isEqualTo(2);
      assertThat(first.keys()).isEqualTo(3);
      assertThat(first.nanos()).isPositive();
      assertThat(second).isEqualTo(new KeyTraffic.Taken(0, 0, 0));
      assertThat(KeyTraffic.Taken.parse(first.line())).isEqualTo(first);
    }
  }

  @Test
  void should_answer_requests_that_come_in_pieces_and_in_one_piece() throws Exception {
    try (KeyApi api = KeyApi.start();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      socket.setTcpNoDelay(true);
      InputStream answers = socket.getInputStream();
      String answer =
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 36\r\n\r\n";

      // when
      send(socket, "GET /one?id=1 HTTP/1.1\r\nHost: a\r\n\r\nGET /one?id=2 HTTP/1.1\r\nHo");
      String first = read(answers, (answer + KeyConnection.object("1")).length());
      send(socket, "st: a\r\n\r");
      send(socket, "\nGET /one?id=3 HTTP/1.1\r\n\r\n");
      String others = read(answers, 2 * first.length());

      // then
      assertThat(first).isEqualTo(answer + KeyConnection.object("1"));
      assertThat(others)
          .isEqualTo(answer + KeyConnection.object("2") + answer + KeyConnection.object("3"));
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String read(InputStream answers, int length) throws IOException {
    return new String(answers.readNBytes(length), StandardCharsets.US_ASCII);
  }
}
