package io.sqluice.job.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoApiTest {

  private static final String TICKERS = "/api/v1/market/allTickers";

  private final DemoApiFixture demo = new DemoApiFixture();

  @AfterEach
  void stop() {
    demo.close();
  }

  @Test
  void should_point_every_parameter_of_the_examples_at_itself() {
    String url = "http://127.0.0.1:" + demo.api().port();

    assertThat(demo.api().baseUrl()).isEqualTo(url);
    assertThat(demo.api().scriptParameters())
        .containsOnlyKeys("kucoin", "coinbase", "coinlore", "coingecko", "binance", "shop")
        .allSatisfy((name, value) -> assertThat(value).isEqualTo(url));
  }

  @Test
  void should_answer_304_while_the_version_is_known() throws Exception {
    HttpResponse<byte[]> first = demo.get(TICKERS);
    String tag = first.headers().firstValue("ETag").orElseThrow();

    HttpResponse<byte[]> again = demo.get(TICKERS, "If-None-Match", "\"other\", " + tag);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().firstValue("ETag")).contains(tag);
    assertThat(demo.get(TICKERS, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    assertThat(demo.get(TICKERS, "If-None-Match", "*").statusCode()).isEqualTo(304);
  }

  @Test
  void should_keep_the_version_of_what_only_tells_another_time() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(DemoApiFixture.NOON);
    try (DemoApiFixture ticking = new DemoApiFixture(now::get)) {
      String info = "/api/v3/exchangeInfo";
      String infoTag = ticking.get(info).headers().firstValue("ETag").orElseThrow();
      String tickersTag = ticking.get(TICKERS).headers().firstValue("ETag").orElseThrow();

      now.set(now.get().plusSeconds(1));

      assertThat(ticking.get(info, "If-None-Match", infoTag).statusCode()).isEqualTo(304);
      assertThat(ticking.get(TICKERS, "If-None-Match", tickersTag).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void should_compress_when_asked() throws Exception {
    HttpResponse<byte[]> plain = demo.get(TICKERS);
    HttpResponse<byte[]> zipped = demo.get(TICKERS, "Accept-Encoding", "br, gzip;q=0.8");

    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(zipped.body().length).isLessThan(plain.body().length / 4);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
      assertThat(in.readAllBytes()).isEqualTo(plain.body());
    }
  }

  @Test
  void should_not_compress_when_gzip_is_refused() throws Exception {
    assertThat(demo.get(TICKERS, "Accept-Encoding", "gzip;q=0").headers().map())
        .doesNotContainKey("content-encoding");
  }

  @Test
  void should_answer_HEAD_with_the_headers_alone() throws Exception {
    HttpResponse<byte[]> head = demo.send("HEAD", TICKERS);

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("Content-Length"))
        .hasValue(demo.get(TICKERS).body().length);
  }

  @Test
  void should_refuse_other_methods() throws Exception {
    HttpResponse<byte[]> response = demo.send("POST", TICKERS);

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(response.body())
        .asString()
        .isEqualTo("{\"error\":\"The demo API answers GET and HEAD only.\"}");
  }

  @Test
  void should_say_which_path_it_does_not_have() throws Exception {
    assertThat(demo.refusal("/api/v1/market/allTicker"))
        .isEqualTo(
            "404 {\"error\":\"The demo API has no path /api/v1/market/allTicker; "
                + "docs/demo-api.md lists those it has.\"}");
  }

  @Test
  void should_decode_parameters() throws Exception {
    assertThat(demo.json("/api/v1/market/candles?type=%31min&symbol=BTC%2DUSDT").get("data"))
        .hasSize(100);
  }

  @Test
  void should_keep_connections_alive() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", demo.api().port())) {
      for (int request = 0; request < 3; request++) {
        socket
            .getOutputStream()
            .write(
                "HEAD /api/tickers/ HTTP/1.1\r\nHost: demo\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
          int read = socket.getInputStream().read();
          assertThat(read).as("byte after %s", head).isNotNegative();
          head.append((char) read);
        }
        assertThat(head).startsWith("HTTP/1.1 200 OK\r\n");
      }
    }
  }

  @Test
  void should_say_that_a_port_is_taken() {
    int port = demo.api().port();

    assertThatThrownBy(() -> DemoApi.start(port))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "The demo API cannot listen on 127.0.0.1:"
                + port
                + ": Address already in use. Choose another port, or 0 for a free one.");
  }

  @Test
  void should_not_listen_any_more_once_closed() {
    int port = demo.api().port();

    demo.api().close();

    assertThatThrownBy(() -> new Socket("127.0.0.1", port).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void should_run_on_daemon_threads_only() throws Exception {
    demo.get(TICKERS);

    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(
            thread ->
                thread.getName().equals("HTTP-Dispatcher") || thread.getName().equals("demo-api"))
        .isNotEmpty()
        .allMatch(Thread::isDaemon);
  }
}
