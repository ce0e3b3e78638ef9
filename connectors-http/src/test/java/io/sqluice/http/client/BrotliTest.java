package io.sqluice.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bodies in Brotli (RFC 7932). The encoded ones were made with Node.js, for want of an encoder. */
class BrotliTest {

  /** {"rows": [1, 2, 3]}, 50 times. */
  private static final byte[] ROWS =
      decode("G7UD+C0K7FgGTrg4mtSKfV3N0rXXJ2VmthJERy5FYubq7S4qDBHSNbscIAc=");

  /** JSON with letters that are not ASCII and little that repeats. */
  private static final byte[] DATA =
      decode(
          "G20JoCyPt6Ftw1gddX3R53DHQoHhWmR4C2STlcntqU9b1UZT/jQkffZ0GE3KnKUlS1df6EBkFwKu6iQjn/zhmLxo"
              + "lZr08IyK5YLbkIni8xh9+QY+78xPrxobnvf53x5ovuRX+FM/4Ie3nfD0eB2KapyRuG7vWKrOzpR07etpm1XW"
              + "jGwte1ZS3ZrIVS3nPhCpPLwRMS7jQNG2AiQ+vlpgqZwZlHTeNNpmGYWRzSNjJblLiFyu4dyNUB1cBGHWHWha"
              + "ZiBxpheW2u4BJX1826Blcq4wtss0VpLXQuTyNOdujNqLiyHMlQNNywgkztbCUlk1KOnMabTMdgqM7K6fsZLj"
              + "k4TIxRSfwesd");

  /** 64 MB of the digit 0. */
  private static final byte[] BOMB =
      decode("z///f/glYOKxQCD3/p/////wSwDEYQGA7v0/////4ZcAiMMiAN37//z//8cvARCHBQC69/8=");

  private static byte[] decode(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static RawResponse response(byte[] body) {
    return new RawResponse(200, Map.of("content-encoding", List.of("br")), body);
  }

  @Test
  void should_decode_what_is_declared() throws Exception {
    assertThat(ContentDecoder.decode(response(ROWS), 1_000))
        .asString()
        .isEqualTo("{\"rows\": [1, 2, 3]}".repeat(50));
    assertThat(new String(ContentDecoder.decode(response(DATA), 10_000), StandardCharsets.UTF_8))
        .startsWith("[{\"id\":0,\"name\":\"größer 0\"")
        .endsWith("\"when\":\"2026-11-20T12:00:39\"}]");
  }

  @Test
  void should_decode_an_answer() throws Exception {
    try (RawServer server =
            new RawServer(
                connection -> {
                  connection.readHead();
                  connection.write(
                      "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: "
                          + ROWS.length
                          + "\r\n\r\n");
                  connection.write(ROWS);
                });
        TestingCaller caller = new TestingCaller(new TestingConfig())) {
      assertThat(caller.respond(TestingCaller.get(server.url("/"))).body()).hasSize(950);
    }
  }

  @Test
  void should_stop_decoding_a_bomb_at_the_limit() {
    assertThatThrownBy(() -> ContentDecoder.decode(response(BOMB), 1_000_000))
        .isInstanceOf(AttemptFailure.class)
        .hasMessage(
            "the body of the answer is larger than 'response.max-size' = 1000000 bytes: its "
                + BOMB.length
                + " bytes of br decode to more");
  }

  @Test
  void should_quote_the_start_only() {
    assertThat(ContentDecoder.decodeStart(response(BOMB), 100))
        .isEqualTo("0".repeat(100).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void should_see_that_a_body_is_cut() {
    for (int length = 1; length < DATA.length; length++) {
      byte[] cut = Arrays.copyOf(DATA, length);
      assertThatThrownBy(() -> ContentDecoder.decode(response(cut), 10_000))
          .isInstanceOf(AttemptFailure.class)
          .hasMessage("the body of the answer (%d bytes) is not valid br".formatted(cut.length));
    }
  }

  @Test
  void should_take_no_harm_from_damage() {
    Random random = new Random(20261120);
    int damaged = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] body = (i % 2 == 0 ? DATA : ROWS).clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(ContentDecoder.decode(response(body), 10_000)).hasSizeLessThanOrEqualTo(10_000);
      } catch (AttemptFailure known) {
        damaged++;
      }
    }
    assertThat(damaged).isPositive();
  }
}
