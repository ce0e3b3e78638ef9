package io.sqluice.job.demo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the demo server's private paths ask for. None of it is secret: it is written in
 * docs/demo-api.md and opens nothing but the demo server.
 */
final class DemoCredentials {

  static final String KUCOIN_KEY_ID = "demo-key-id";
  static final String KUCOIN_KEY = "demo-key";
  static final String KUCOIN_PASSPHRASE = "demo-passphrase";
  static final String SHOP_CLIENT_ID = "demo-client";
  static final String SHOP_CLIENT_SECRET = "demo-client-secret";

  private DemoCredentials() {}

  /** By the names under which the examples refer to them. */
  static Map<String, String> secrets() {
    Map<String, String> secrets = new TreeMap<>();
    secrets.put("kucoin_key_id", KUCOIN_KEY_ID);
    secrets.put("kucoin_key", KUCOIN_KEY);
    secrets.put("kucoin_passphrase", KUCOIN_PASSPHRASE);
    secrets.put("shop_client_id", SHOP_CLIENT_ID);
    secrets.put("shop_client_secret", SHOP_CLIENT_SECRET);
    return secrets;
  }

  /** The HMAC-SHA256 of a text under a key (RFC 2104), in base64. */
  static String sign(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256.", e);
    }
  }
}
