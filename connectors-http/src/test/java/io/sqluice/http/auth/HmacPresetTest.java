package io.sqluice.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.sqluice.http.client.HttpRequest;
import io.sqluice.http.client.HttpRequest.Header;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signatures that exchanges ask for. */
class HmacPresetTest {

  /** The keys that Binance's documentation publishes for its examples. */
  private static final Map<String, String> BINANCE =
      Map.of(
          "auth.type", "hmac",
          "auth.preset", "binance",
          "auth.key-id", "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A",
          "auth.key", "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j");

  /** The keys that KuCoin's documentation publishes for its example. */
  private static final Map<String, String> KUCOIN =
      Map.of(
          "auth.type", "hmac",
          "auth.preset", "kucoin",
          "auth.key-id", "5c2db93503aa674c74a31734",
          "auth.key", "f03a5284-5c39-4aaa-9b20-dea10bdcf8e3",
          "auth.passphrase", "Abc123456");

  private static final Map<String, String> COINBASE =
      Map.of(
          "auth.type",
          "hmac",
          "auth.preset",
          "coinbase",
          "auth.key-id",
          "key-1",
          "auth.key",
          "YSBjb2luYmFzZSBleGNoYW5nZSBzZWNyZXQgdGhhdCBpcyBub3Qgb25lLCA2NCBieXRlcyBsb25nIGluIGFsbCE=",
          "auth.passphrase",
          "open sesame");

  /** Published by Binance: Request Security, "SIGNED request example (HMAC)". */
  @ParameterizedTest
  @CsvSource({
    "LTCBTC, c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71",
    "%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95%EF%BC%96,"
        + " e1353ec6b14d888f1164ae9af8228a3dbd508bc82eb867db8ab6046442f33ef3"
  })
  void should_sign_as_binance_documents(String symbol, String signature) {
    String url =
        "https://api.binance.com/api/v3/order?symbol="
            + symbol
            + "&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000";

    HttpRequest sent = sign(BINANCE, 1499827319559L, "POST", url, null);

    assertThat(sent.url()).isEqualTo(url + "&timestamp=1499827319559&signature=" + signature);
    assertThat(sent.headers())
        .containsExactly(new Header("X-MBX-APIKEY", BINANCE.get("auth.key-id")));
  }

  /** The signature is Binance's own of the same request. */
  @Test
  void should_sign_anew_what_repeats_an_older_signature() {
    String query =
        "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000";
    String echoed =
        "https://b/api?signature=0123&" + query + "&timestamp=1499827310000&%73ignature=4567";

    HttpRequest sent = sign(BINANCE, 1499827319559L, "GET", echoed, null);

    assertThat(sent.url())
        .isEqualTo(
            "https://b/api?"
                + query
                + "&timestamp=1499827319559&signature="
                + "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71");
  }

  /**
   * Binance publishes one more with parameters in the query and the body, where the timestamp is in
   * the body; ours is in the query, so this signature is openssl's over
   * symbol=LTCBTC&timestamp=1499827319559quantity=1.
   */
  @Test
  void should_sign_query_and_body_for_binance_without_anything_between_them() {
    HttpRequest sent =
        sign(BINANCE, 1499827319559L, "POST", "https://b/api?symbol=LTCBTC", "quantity=1");

    assertThat(sent.url())
        .isEqualTo(
            "https://b/api?symbol=LTCBTC&timestamp=1499827319559&signature="
                + "38ffacb2709609596545b146afb5086312012ca610c5524e93551b2d2a3a2c0f");
  }

  /** Published by Binance: the same where all that is signed is given. */
  @Test
  void should_sign_the_mixed_example_of_binance() {
    Map<String, String> options = new HashMap<>(BINANCE);
    options.put("auth.timestamp-header", "X-Time");
    String query = "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC";

    HttpRequest sent =
        sign(
            options,
            1499827319559L,
            "POST",
            "https://api.binance.com/api/v3/order?" + query,
            "quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559");

    assertThat(sent.url())
        .endsWith(
            query + "&signature=0fd168b8ddb4876a0358a8d14d0c9f3da0e9b20c5d52b2a00fcf7d1c602f9a77");
  }

  /** Published by KuCoin: Authentication, "Example for Create Deposit Address". */
  @Test
  void should_sign_as_kucoin_documents() {
    HttpRequest sent =
        sign(
            KUCOIN,
            1547015186532L,
            "POST",
            "https://api.kucoin.com/api/v1/deposit-addresses",
            "{\"currency\":\"BTC\"}");

    assertThat(sent.headers())
        .containsExactly(
            new Header("KC-API-KEY", "5c2db93503aa674c74a31734"),
            // KuCoin's example is of version 1 keys; this is openssl's.
            new Header("KC-API-PASSPHRASE", "BKrtDi9RgDYbLigltBjNLvwvVf6/iCxWK6slmjr8DF8="),
            new Header("KC-API-KEY-VERSION", "3"),
            new Header("KC-API-TIMESTAMP", "1547015186532"),
            new Header("KC-API-SIGN", "7QP/oM0ykidMdrfNEUmng8eZjg/ZvPafjIqmxiVfYu4="));
  }

  /** KuCoin documents the rule with this URL, but no signature: openssl's. */
  @Test
  void should_sign_what_is_not_encoded_for_kucoin() {
    Map<String, String> options = new HashMap<>(KUCOIN);
    options.put("auth.key-version", "2");
    HttpRequest sent =
        sign(
            options,
            1547015186532L,
            "GET",
            "https://api.kucoin.com/api/v1/sub/api-key?apiKey=67b3&subName=test&passphrase=abc%21%40%2311",
            null);

    assertThat(sent.headers())
        .contains(
            new Header("KC-API-KEY-VERSION", "2"),
            new Header("KC-API-SIGN", "JxLc0FMzxCZgt1LBHN1pjQ4l8JIMz5oBMnTt/o7rXpA="));
  }

  /**
   * Coinbase publishes its code, but no signature; these are openssl's over what the code signs:
   * timestamp + method + requestPath + body with the key base64-decoded.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "GET|/accounts/a1/ledger?limit=100|-|jhscm/DfNKJ5sYuQAHrlr4rCAcqF/vbHPhMQLybGDkI=",
        "POST|/orders|{\"price\":\"1.0\",\"size\":\"1.0\",\"side\":\"buy\",\"product_id\":\"BTC-USD\"}"
            + "|KvXGHmaiZQhJy2geOzWufI5WKMBef/POI2J4R+BaYrQ="
      })
  void should_sign_as_the_code_of_coinbase_does(
      String method, String path, String body, String signature) {
    HttpRequest sent =
        sign(COINBASE, 1732104000999L, method, "https://api.exchange.coinbase.com" + path, body);

    assertThat(sent.url()).isEqualTo("https://api.exchange.coinbase.com" + path);
    assertThat(sent.headers())
        .containsExactly(
            new Header("CB-ACCESS-KEY", "key-1"),
            new Header("CB-ACCESS-PASSPHRASE", "open sesame"),
            new Header("CB-ACCESS-TIMESTAMP", "1732104000"),
            new Header("CB-ACCESS-SIGN", signature));
  }

  private static HttpRequest sign(
      Map<String, String> options, long millis, String method, String url, String body) {
    try (AuthTable table = AuthTable.open(options)) {
      table.set(Instant.ofEpochMilli(millis));
      byte[] bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
      return table.authenticated(new HttpRequest(method, url, List.of(), bytes));
    }
  }
}
