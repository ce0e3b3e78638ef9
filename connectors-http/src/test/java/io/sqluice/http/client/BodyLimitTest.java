package io.sqluice.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.client.HttpRequest.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compression and the size limit of bodies. */
class BodyLimitTest {

  private static final String TEXT = "{\"rows\": [1, 2, 3]}".repeat(50);

  private static byte[] encode(String coding, byte[] plain) throws IOException {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (coding) {
          case "gzip", "x-gzip", "GZIP" -> new GZIPOutputStream(encoded);
          case "zlib" -> new DeflaterOutputStream(encoded);
          case "raw" -> new DeflaterOutputStream(encoded, new Deflater(9, true));
          default -> encoded;
        }) {
      out.write(plain);
    }
    return encoded.toByteArray();
  }

  /** Answers every request with these fields and bytes, then keeps the connection. */
  private static RawServer server(String fields, byte[] body) throws IOException {
    return new RawServer(
        connection -> {
          while (true) {
            connection.readHead();
            connection.write("HTTP/1.1 200 OK\r\n" + fields);
            connection.write("Content-Length: " + body.length + "\r\n\r\n");
            connection.write(body);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "gzip, gzip",
    "GZIP, gzip",
    "x-gzip, gzip",
    "deflate, zlib",
    "deflate, raw",
    "identity, plain",
  })
  void should_decode_what_is_declared(String declared, String coding) throws Exception {
    byte[] body = encode(coding, TEXT.getBytes(StandardCharsets.UTF_8));
    try (RawServer server = server("Content-Encoding: " + declared + "\r\n", body);
        TestingCaller caller = new TestingCaller(new TestingConfig())) {

      HttpResponse response = caller.respond(TestingCaller.get(server.url("/x")));

      assertThat(response.body()).asString().isEqualTo(TEXT);
      assertThat(caller.counter("bytesReceived")).isEqualTo(body.length);
    }
  }

  @Test
  void should_decode_all_members_of_a_gzip_body() throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(encode("gzip", "first,".getBytes(StandardCharsets.UTF_8)));
    body.write(encode("gzip", "second".getBytes(StandardCharsets.UTF_8)));
    try (RawServer server = server("Content-Encoding: gzip\r\n", body.toByteArray());
        TestingCaller caller = new TestingCaller(new TestingConfig())) {

      assertThat(caller.respond(TestingCaller.get(server.url("/x"))).body())
          .asString()
          .isEqualTo("first,second");
    }
  }

  @Test
  void should_take_an_empty_body_for_empty_whatever_its_encoding() throws Exception {
    try (RawServer server = server("Content-Encoding: gzip\r\n", new byte[0]);
        TestingCaller caller = new TestingCaller(new TestingConfig())) {

      assertThat(caller.respond(TestingCaller.get(server.url("/x"))).body()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 'gzip, deflate'", "false, identity"})
  void should_ask_for_compression_as_configured(boolean gzip, String asked) throws Exception {
    try (RawServer server = server("", new byte[0]);
        TestingCaller caller = new TestingCaller(new TestingConfig().gzip(gzip))) {
      caller.respond(TestingCaller.get(server.url("/x")));
      caller.respond(
          new HttpRequest(
              "GET", server.url("/x"), List.of(new Header("accept-encoding", "br")), null));

      assertThat(server.heads().get(0)).containsOnlyOnce("Accept-Encoding: " + asked + "\r\n");
      assertThat(server.heads().get(1))
          .contains("accept-encoding: br\r\n")
          .doesNotContain("Accept-Encoding");
    }
  }

  @Test
  void should_fail_at_once_on_an_unknown_encoding() throws Exception {
    try (RawServer server = server("Content-Encoding: zstd\r\n", new byte[] {1, 2, 3});
        TestingCaller caller = new TestingCaller(new TestingConfig().maxAttempts(3))) {

      assertThat(caller.fail(TestingCaller.get(server.url("/x"))))
          .hasMessage(
              "GET %s failed after 1 attempt: the body of the answer has the Content-Encoding"
                  + " 'zstd', which cannot be decoded (gzip, deflate, br and identity can)."
                  + " Set 'compression' to 'none', or the header 'Accept-Encoding' to one of these.",
              server.url("/x"));
    }
  }

  @ParameterizedTest
  @CsvSource({"gzip, gzip", "deflate, zlib", "deflate, raw"})
  void should_try_again_when_the_encoded_body_is_cut(String declared, String coding)
      throws Exception {
    byte[] whole = encode(coding, TEXT.getBytes(StandardCharsets.UTF_8));
    byte[] body = Arrays.copyOf(whole, whole.length - 10);
    try (RawServer server = server("Content-Encoding: " + declared + "\r\n", body);
        TestingCaller caller = new TestingCaller(new TestingConfig().maxAttempts(2))) {

      assertThat(caller.fail(TestingCaller.get(server.url("/x")), Duration.ofSeconds(1)))
          .hasMessage(
              "GET %s failed after 2 attempts: the body of the answer (%d bytes) is not valid %s."
                  + " Set 'compression' to 'none' if this stays so.",
              server.url("/x"), body.length, declared);
      assertThat(server.heads()).hasSize(2);
    }
  }

  @Test
  void should_quote_a_compressed_failure() throws Exception {
    byte[] body = encode("gzip", "no such symbol".getBytes(StandardCharsets.UTF_8));
    try (RawServer server =
            new RawServer(
                connection -> {
                  connection.readHead();
                  connection.write(
                      "HTTP/1.1 400 Bad Request\r\nContent-Encoding: gzip\r\nContent-Length: "
                          + body.length
                          + "\r\n\r\n");
                  connection.write(body);
                });
        TestingCaller caller = new TestingCaller(new TestingConfig())) {

      assertThat(caller.fail(TestingCaller.get(server.url("/x"))))
          .hasMessage(
              "GET %s failed after 1 attempt: the server answered with status 400 and the body"
                  + " \"no such symbol\". Check the request, or add the code to 'ignored-codes' (no"
                  + " rows), 'retry-codes' or 'success-codes'.",
              server.url("/x"));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 999, 1000})
  void should_take_a_body_up_to_the_limit(long size) throws Exception {
    byte[] body = "x".repeat((int) size).getBytes(StandardCharsets.UTF_8);
    try (RawServer server = server("", body);
        TestingCaller caller = new TestingCaller(new TestingConfig().maxResponseBytes(1000))) {

      assertThat(caller.respond(TestingCaller.get(server.url("/x"))).body()).isEqualTo(body);
    }
  }

  @Test
  void should_refuse_a_content_length_over_the_limit_before_the_body_comes() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    try (RawServer server =
            new RawServer(
                connection -> {
                  connection.readHead();
                  connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n");
                  connection.awaitHangUp(hungUp);
                });
        TestingCaller caller =
            new TestingCaller(new TestingConfig().maxResponseBytes(1000).maxAttempts(3))) {

      assertThat(caller.fail(TestingCaller.get(server.url("/x"))))
          .hasMessage(
              "GET %s failed after 1 attempt: the body of the answer is larger than"
                  + " 'response.max-size' = 1000 bytes: its Content-Length is 1001 bytes. Raise"
                  + " 'response.max-size', or ask for less at once.",
              server.url("/x"));
      assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void should_stop_reading_a_body_without_length_at_the_limit() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    try (RawServer server =
            new RawServer(
                connection -> {
                  connection.readHead();
                  connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                  try {
                    while (true) {
                      connection.write("3e8\r\n" + "x".repeat(1000) + "\r\n");
                    }
                  } finally {
                    hungUp.countDown();
                  }
                });
        TestingCaller caller =
            new TestingCaller(new TestingConfig().maxResponseBytes(100_000).maxAttempts(3))) {

      assertThat(caller.fail(TestingCaller.get(server.url("/x"))))
          .hasMessage(
              "GET %s failed after 1 attempt: the body of the answer is larger than"
                  + " 'response.max-size' = 100000 bytes: more than 100000 bytes of it have"
                  + " arrived. Raise 'response.max-size', or ask for less at once.",
              server.url("/x"));
      assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(caller.counter("bytesReceived")).isLessThanOrEqualTo(100_000);
    }
  }

  @ParameterizedTest
  @CsvSource({"gzip, gzip", "deflate, zlib", "deflate, raw"})
  void should_stop_decoding_a_bomb_at_the_limit(String declared, String coding) throws Exception {
    byte[] bomb = encode(coding, new byte[50_000_000]);
    try (RawServer server = server("Content-Encoding: " + declared + "\r\n", bomb);
        TestingCaller caller =
            new TestingCaller(new TestingConfig().maxResponseBytes(1_000_000).maxAttempts(3))) {

      assertThat(caller.fail(TestingCaller.get(server.url("/x"))))
          .hasMessage(
              "GET %s failed after 1 attempt: the body of the answer is larger than"
                  + " 'response.max-size' = 1000000 bytes: its %d bytes of %s decode to more. Raise"
                  + " 'response.max-size', or ask for less at once.",
              server.url("/x"), bomb.length, declared);
    }
  }

  @Test
  void should_say_the_status_of_a_failure_with_an_endless_body() throws Exception {
    try (RawServer server =
            new RawServer(
                connection -> {
                  connection.readHead();
                  connection.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 99999999\r\n\r\n");
                  while (true) {
                    connection.write("why ".repeat(1000));
                  }
                });
        TestingCaller caller = new TestingCaller(new TestingConfig().maxResponseBytes(1000))) {

      assertThat(caller.fail(TestingCaller.get(server.url("/x"))))
          .hasMessage(
              "GET %s failed after 1 attempt: the server answered with status 400 and the body"
                  + " \"%s…\". Check the request, or add the code to 'ignored-codes' (no rows),"
                  + " 'retry-codes' or 'success-codes'.",
              server.url("/x"), "why ".repeat(25));
    }
  }
}
