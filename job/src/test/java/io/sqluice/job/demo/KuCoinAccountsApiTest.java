package io.sqluice.job.demo;

import static io.sqluice.job.demo.DemoApiFixture.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KuCoinAccountsApiTest {

  private static final String PATH = "/api/v1/accounts?currency=BTC&type=trade";
  private static final String TIMESTAMP = "1795176006500";

  private final DemoApiFixture demo = new DemoApiFixture();

  @AfterEach
  void stop() {
    demo.close();
  }

  @Test
  void should_list_accounts_for_a_signed_request() throws Exception {
    assertThat(ask(signed()))
        .isEqualTo(
            "200 {\"code\":\"200000\",\"data\":[{\"id\":\"2\",\"currency\":\"BTC\","
                + "\"type\":\"trade\",\"balance\":\"0.75000000\",\"available\":\"0.50000000\","
                + "\"holds\":\"0.25000000\"}]}");
  }

  @ParameterizedTest
  @CsvSource({
    "KC-API-KEY, other, 400003, KC-API-KEY not exists",
    "KC-API-TIMESTAMP, 1795176001999, 400002, Invalid KC-API-TIMESTAMP",
    "KC-API-TIMESTAMP, now, 400002, Invalid KC-API-TIMESTAMP",
    "KC-API-TIMESTAMP, 1795176006501, 400005, Invalid KC-API-SIGN",
    "KC-API-PASSPHRASE, demo-passphrase, 400004, Invalid KC-API-PASSPHRASE",
    "KC-API-KEY-VERSION, 1, 400004, Invalid KC-API-PASSPHRASE",
    "KC-API-SIGN, x, 400005, Invalid KC-API-SIGN",
  })
  void should_refuse_what_is_not_signed_so(String header, String value, String code, String message)
      throws Exception {
    Map<String, String> headers = signed();
    headers.put(header, value);

    assertThat(ask(headers))
        .isEqualTo("401 {\"code\":\"%s\",\"msg\":\"%s\"}".formatted(code, message));
  }

  @Test
  void should_name_a_header_that_is_missing() throws Exception {
    assertThat(demo.refusal(PATH))
        .isEqualTo(
            "401 {\"code\":\"400001\",\"msg\":\"Please check the header of your request:"
                + " KC-API-KEY\"}");
  }

  private String ask(Map<String, String> headers) throws Exception {
    String[] flat =
        headers.entrySet().stream()
            .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
            .toArray(String[]::new);
    return told(demo.get(PATH, flat));
  }

  /** The signatures are what openssl dgst -sha256 -hmac demo-key -binary | base64 gives. */
  private static Map<String, String> signed() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("KC-API-KEY", "demo-key-id");
    headers.put("KC-API-SIGN", "hXBxUjXsqXNtD8slEGHBTJQmWQVyZfs054ORZ+Ics/8=");
    headers.put("KC-API-TIMESTAMP", TIMESTAMP);
    headers.put("KC-API-PASSPHRASE", "UgQW5gGIB9jRc2Q3hLvIRNUv8pnsZUxSPgthww+S2zA=");
    headers.put("KC-API-KEY-VERSION", "3");
    return headers;
  }
}
