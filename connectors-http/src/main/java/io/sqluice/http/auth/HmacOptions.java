package io.sqluice.http.auth;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** What there is to say about a signature. */
public final class HmacOptions {

  public static final ConfigOption<HmacPreset> PRESET =
      key("auth.preset")
          .enumType(HmacPreset.class)
          .defaultValue(HmacPreset.NONE)
          .withDescription(
              "hmac: the rules of an exchange: kucoin, binance or coinbase (Coinbase Exchange)."
                  + " Options that are given beside it win over its own.");

  public static final ConfigOption<String> KEY =
      key("auth.key").stringType().noDefaultValue().withDescription("hmac: the secret key.");

  public static final ConfigOption<KeyEncoding> KEY_ENCODING =
      key("auth.key-encoding")
          .enumType(KeyEncoding.class)
          .defaultValue(KeyEncoding.TEXT)
          .withDescription("hmac: how auth.key holds the bytes of the key: text, base64 or hex.");

  public static final ConfigOption<HmacAlgorithm> ALGORITHM =
      key("auth.algorithm")
          .enumType(HmacAlgorithm.class)
          .defaultValue(HmacAlgorithm.SHA256)
          .withDescription("hmac: HmacSHA256, HmacSHA384, HmacSHA512 or HmacSHA1.");

  public static final ConfigOption<String> MESSAGE =
      key("auth.message")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "hmac: what is signed, with {{timestamp}}, {{method}}, {{host}}, {{path}}, {{query}},"
                  + " {{path_and_query}}, {{decoded_path_and_query}}, {{body}}, {{key_id}} and"
                  + " {{passphrase}}; \\n is a line feed.");

  public static final ConfigOption<SignatureEncoding> ENCODING =
      key("auth.encoding")
          .enumType(SignatureEncoding.class)
          .defaultValue(SignatureEncoding.HEX)
          .withDescription("hmac: how the signature is written: hex (lower case) or base64.");

  public static final ConfigOption<String> HEADER =
      key("auth.header")
          .stringType()
          .noDefaultValue()
          .withDescription("hmac: the header that takes the signature. This or auth.param.");

  public static final ConfigOption<String> PARAM =
      key("auth.param")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "hmac: the query parameter that takes the signature; the last of the query.");

  public static final ConfigOption<String> TIMESTAMP_HEADER =
      key("auth.timestamp-header")
          .stringType()
          .noDefaultValue()
          .withDescription("hmac: the header that takes the time of sending.");

  public static final ConfigOption<String> TIMESTAMP_PARAM =
      key("auth.timestamp-param")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "hmac: the query parameter that takes the time of sending; it is part of {{query}}.");

  public static final ConfigOption<TimestampUnit> TIMESTAMP_UNIT =
      key("auth.timestamp-unit")
          .enumType(TimestampUnit.class)
          .defaultValue(TimestampUnit.MS)
          .withDescription(
              "hmac: how the time is written: s, ms or us since 1970, or iso"
                  + " (2026-11-20T12:00:00.000Z).");

  public static final ConfigOption<String> KEY_ID =
      key("auth.key-id")
          .stringType()
          .noDefaultValue()
          .withDescription("hmac: the name of the key, which many APIs call the API key.");

  public static final ConfigOption<String> KEY_ID_HEADER =
      key("auth.key-id-header")
          .stringType()
          .noDefaultValue()
          .withDescription("hmac: the header that takes auth.key-id.");

  public static final ConfigOption<String> PASSPHRASE =
      key("auth.passphrase")
          .stringType()
          .noDefaultValue()
          .withDescription("hmac: the passphrase of the key.");

  public static final ConfigOption<String> PASSPHRASE_HEADER =
      key("auth.passphrase-header")
          .stringType()
          .noDefaultValue()
          .withDescription("hmac: the header that takes auth.passphrase.");

  public static final ConfigOption<Boolean> SIGN_PASSPHRASE =
      key("auth.sign-passphrase")
          .booleanType()
          .defaultValue(false)
          .withDescription("hmac: whether the passphrase is sent signed with the key.");

  public static final ConfigOption<String> KEY_VERSION =
      key("auth.key-version")
          .stringType()
          .defaultValue("3")
          .withDescription(
              "hmac, preset kucoin: the version of the key, 2 or 3; KuCoin shows it beside the key.");

  /** All but the key, which every table needs. */
  static final List<ConfigOption<?>> OPTIONAL =
      List.of(
          PRESET,
          KEY_ENCODING,
          ALGORITHM,
          MESSAGE,
          ENCODING,
          HEADER,
          PARAM,
          TIMESTAMP_HEADER,
          TIMESTAMP_PARAM,
          TIMESTAMP_UNIT,
          KEY_ID,
          KEY_ID_HEADER,
          PASSPHRASE,
          PASSPHRASE_HEADER,
          SIGN_PASSPHRASE,
          KEY_VERSION);

  private HmacOptions() {}
}
