package io.sqluice.http.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpRequest.Header;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures by rules that a table states itself. Expected ones are Python's hmac module's. */
class HmacTest {

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @ParameterizedTest
  @CsvSource({
    "HmacSHA256, 692bcf8a053ad0533450bc5a7a718234c647106c73e59343f5f06658461a9472",
    "hmacsha384, 3a990bd279d990c819b3c2d31550c6413755dbfdaa8f7370f6e7ea133f04676a"
        + "a06fb87148db29c17205d3d1fa76aff3",
    "HmacSHA512, 0c61645703c3fafe9bf47012a52730146b89220f37a0a2836123a78b140143c9"
        + "09e507ed6409c39e54a4c84ef00fb4dd79fe91b1926fc0cd9aa0c0845c0498b6",
    "HmacSHA1, e689998e082846e31c9b3bd1daa645cfd6ccf2c8"
  })
  void should_sign_the_parts_of_a_request(String algorithm, String signature) {
    HttpRequest sent =
        sign(
            Map.of(
                "auth.key", "key",
                "auth.algorithm", algorithm,
                "auth.message",
                    "{{timestamp}}\\n{{method}}\\n{{host}}\\n{{ path }}\n{{query}}\\n{{key_id}}|{{body}}",
                "auth.header", "X-Signature",
                "auth.timestamp-header", "X-Time",
                "auth.key-id", "me",
                "auth.key-id-header", "X-Key"));

    assertThat(sent.headers())
        .containsExactly(
            new Header("X-Key", "me"),
            new Header("X-Time", "1795176000123"),
            new Header("X-Signature", signature));
  }

  @ParameterizedTest
  @CsvSource({"s, 1795176000", "ms, 1795176000123", "us, 1795176000123456"})
  void should_write_the_time_in_the_unit_of_the_api(String unit, String time) {
    assertThat(time(unit)).isEqualTo(time);
  }

  @Test
  void should_write_the_time_as_iso_8601() {
    assertThat(time("iso")).isEqualTo("2026-11-20T12:00:00.123Z");
  }

  private static String time(String unit) {
    return sign(Map.of(
            "auth.key", "key",
            "auth.message", "{{timestamp}}",
            "auth.param", "sign",
            "auth.timestamp-header", "X-Time",
            "auth.timestamp-unit", unit))
        .headers()
        .get(0)
        .value();
  }

  @ParameterizedTest
  @CsvSource({"text, key", "hex, 6b6579", "base64, a2V5"})
  void should_read_the_key_as_it_is_encoded(String encoding, String key) {
    HttpRequest sent =
        sign(
            Map.of(
                "auth.key", key,
                "auth.key-encoding", encoding,
                "auth.message", "The quick brown fox jumps over the lazy dog",
                "auth.encoding", "base64",
                "auth.param", "sign"));

    // The well-known HMAC of this sentence, f7bc83f4...d8, in base64 and then encoded for a URL.
    assertThat(sent.url())
        .isEqualTo(
            "https://api.example.com:8443/v1/a%20b?x=1&y=%2F"
                + "&sign=97yD9DBThCSxMpjmqm%2BxQ%2B9NWaFJRhdZl0edvC0aPNg%3D");
  }

  @Test
  void should_sign_each_attempt_with_its_own_time() {
    SERVER.stubFor(
        get(urlPathEqualTo("/a"))
            .inScenario("busy")
            .whenScenarioStateIs("Started")
            .willSetStateTo("free")
            .willReturn(serviceUnavailable()));
    SERVER.stubFor(
        get(urlPathEqualTo("/a")).inScenario("busy").whenScenarioStateIs("free").willReturn(ok()));
    Map<String, String> options =
        Map.of(
            "auth.type", "hmac",
            "auth.key", "key",
            "auth.message", "{{timestamp}}",
            "auth.param", "sign",
            "auth.timestamp-param", "time",
            "auth.timestamp-unit", "s",
            "retry.max-attempts", "1");

    try (AuthTable table = AuthTable.open(options)) {
      table.fail(SERVER.url("/a"));
      table.advance(Duration.ofSeconds(1));
      table.call(SERVER.url("/a"));
    }

    SERVER.verify(
        getRequestedFor(
            urlEqualTo(
                "/a?time=1795176000&sign="
                    + "ae8ae9b4d3338210dc2c4e370b83bfd42849d2c954ba015433e9b81db1e0c83f")));
    SERVER.verify(
        getRequestedFor(
            urlEqualTo(
                "/a?time=1795176001&sign="
                    + "768e4c65c149adca673aa78b1b0967e70eacf5e8efb591b12d465f128a2f83f5")));
  }

  @Test
  void should_send_a_passphrase_by_reference_and_sign_it_if_asked_to() {
    Map<String, String> options =
        Map.of(
            "auth.type", "hmac",
            "auth.key", "SECRET key",
            "auth.message", "{{passphrase}}:{{secret.salt}}",
            "auth.header", "X-Signature",
            "auth.passphrase", "SECRET passphrase",
            "auth.passphrase-header", "X-Passphrase");
    Map<String, String> secrets =
        Map.of("key", "key", "passphrase", "open sesame", "salt", "{{method}}");

    try (AuthTable table = AuthTable.open(options, secrets)) {
      // A secret's value is text, whatever it holds: openssl over 'open sesame:{{method}}'.
      assertThat(table.authenticated(AuthTable.request("https://a/b")).headers())
          .containsExactly(
              new Header("X-Passphrase", "open sesame"),
              new Header(
                  "X-Signature",
                  "43646e9b539b8ab6bbb501ee3b8396b4056e133950fcd5efb61cb7f8e43be70b"));
      assertThat(table.secrets.redaction().redact("key open sesame")).isEqualTo("*** ***");
    }
  }

  @Test
  void should_not_show_a_key_that_is_not_encoded_as_it_should_be() {
    Map<String, String> options =
        Map.of(
            "auth.type", "hmac",
            "auth.preset", "coinbase",
            "auth.key", "SECRET key",
            "auth.key-id", "id",
            "auth.passphrase", "p");

    assertThatThrownBy(() -> AuthTable.open(options, Map.of("key", "no base64!")))
        .hasMessage(
            "Table `c`.`d`.`t` cannot start: 'auth.key': the key is not what 'auth.key-encoding' ="
                + " 'base64' says.");
  }

  @Test
  void should_let_options_win_over_a_preset() {
    HttpRequest sent =
        sign(
            Map.of(
                "auth.preset", "binance",
                "auth.key", "key",
                "auth.key-id", "id",
                "auth.key-id-header", "X-OTHER-APIKEY",
                "auth.header", "X-Signature",
                "auth.message", "The quick brown fox jumps over the lazy dog"));

    assertThat(sent.url())
        .isEqualTo("https://api.example.com:8443/v1/a%20b?x=1&y=%2F&timestamp=1795176000123");
    assertThat(sent.headers())
        .containsExactly(
            new Header("X-OTHER-APIKEY", "id"),
            new Header(
                "X-Signature", "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"));
  }

  private static HttpRequest sign(Map<String, String> more) {
    Map<String, String> options = new HashMap<>(more);
    options.put("auth.type", "hmac");
    try (AuthTable table = AuthTable.open(options)) {
      table.set(Instant.parse("2026-11-20T12:00:00.123456789Z"));
      return table.authenticated(
          new HttpRequest(
              "POST",
              "https://api.example.com:8443/v1/a%20b?x=1&y=%2F",
              List.of(),
              "{\"a\":1}".getBytes(StandardCharsets.UTF_8)));
    }
  }
}
