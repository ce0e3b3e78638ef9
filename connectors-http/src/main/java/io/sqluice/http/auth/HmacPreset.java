package io.sqluice.http.auth;

import java.util.Locale;
import java.util.Map;

/** The signing rules of an exchange, written as the options that they stand for. */
public enum HmacPreset {
  /** No rules but the table's own. */
  NONE,

  /** KuCoin, "Authentication": what is signed is not percent-encoded. */
  KUCOIN,

  /** Binance, "Request Security": the query as it is sent, and the body right behind it. */
  BINANCE,

  /** Coinbase Exchange, "REST API Authentication": a key in base64, seconds. */
  COINBASE;

  /** The options that the preset stands for, by their keys. */
  Map<String, String> options() {
    return switch (this) {
      case NONE -> Map.of();
      case KUCOIN ->
          Map.of(
              HmacOptions.MESSAGE.key(),
                  "{{timestamp}}{{method}}{{decoded_path_and_query}}{{body}}",
              HmacOptions.ENCODING.key(), "base64",
              HmacOptions.HEADER.key(), "KC-API-SIGN",
              HmacOptions.TIMESTAMP_HEADER.key(), "KC-API-TIMESTAMP",
              HmacOptions.KEY_ID_HEADER.key(), "KC-API-KEY",
              HmacOptions.PASSPHRASE_HEADER.key(), "KC-API-PASSPHRASE",
              HmacOptions.SIGN_PASSPHRASE.key(), "true");
      case BINANCE ->
          Map.of(
              HmacOptions.MESSAGE.key(), "{{query}}{{body}}",
              HmacOptions.PARAM.key(), "signature",
              HmacOptions.TIMESTAMP_PARAM.key(), "timestamp",
              HmacOptions.KEY_ID_HEADER.key(), "X-MBX-APIKEY");
      case COINBASE ->
          Map.of(
              HmacOptions.MESSAGE.key(), "{{timestamp}}{{method}}{{path_and_query}}{{body}}",
              HmacOptions.KEY_ENCODING.key(), "base64",
              HmacOptions.ENCODING.key(), "base64",
              HmacOptions.HEADER.key(), "CB-ACCESS-SIGN",
              HmacOptions.TIMESTAMP_HEADER.key(), "CB-ACCESS-TIMESTAMP",
              HmacOptions.TIMESTAMP_UNIT.key(), "s",
              HmacOptions.KEY_ID_HEADER.key(), "CB-ACCESS-KEY",
              HmacOptions.PASSPHRASE_HEADER.key(), "CB-ACCESS-PASSPHRASE");
    };
  }

  /** The word of the option. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
